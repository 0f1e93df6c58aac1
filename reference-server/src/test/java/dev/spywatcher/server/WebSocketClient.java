package dev.spywatcher.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.Date;

/** A client on a plain socket and without threads: connects, subscribes, and reads what comes. */
public final class WebSocketClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  private WebSocketClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    String request =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: c3B5d2F0Y2hlci10ZXN0cw==\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(UTF_8));
    String head = readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no websocket: " + head);
    }
  }

  /** Connects as that user of the main namespace; the server has the development secret. */
  public static WebSocketClient connect(URI server, String discordId) throws IOException {
    return opened(server, token(discordId).compact());
  }

  /** Connects with that token. */
  public static WebSocketClient withToken(URI server, String token) throws IOException {
    return opened(server, token);
  }

  /** Connects with a token that expires then. */
  static WebSocketClient connectUntil(URI server, String discordId, Instant expiry)
      throws IOException {
    return opened(server, token(discordId).expiration(Date.from(expiry)).compact());
  }

  private static WebSocketClient opened(URI server, String token) throws IOException {
    WebSocketClient client = new WebSocketClient(server);
    client.await("0{");
    client.send("40{\"token\":\"" + token + "\"}");
    client.await("40");
    return client;
  }

  private static JwtBuilder token(String discordId) {
    return Jwts.builder()
        .claim("discordId", discordId)
        .claim("access", true)
        .claim("role", "USER")
        .signWith(
            Keys.hmacShaKeyFor(ServerOptions.DEVELOPMENT_SECRET.getBytes(UTF_8)), Jwts.SIG.HS256);
  }

  /** Subscribes to the events of a guild, and waits for the acknowledgement. */
  public WebSocketClient subscribe(String guildId) throws IOException {
    send("421[\"subscribe:guild\",\"" + guildId + "\"]");
    await("431[{\"ok\":true}]");
    return this;
  }

  /** Asks for a room, and waits for no answer. */
  public void request(String event, String guildId) throws IOException {
    send("42[\"" + event + "\",\"" + guildId + "\"]");
  }

  /** Sends a text frame. */
  void send(String text) throws IOException {
    byte[] payload = text.getBytes(UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x81);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(new byte[4]); // a mask of zeros
    frame.write(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** Reads until a packet begins so, and gives that one. */
  public String await(String beginning) throws IOException {
    while (true) {
      String packet = read();
      if (packet.startsWith(beginning)) {
        return packet;
      }
    }
  }

  /** The next packet; EOFException where the server has closed. */
  String read() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] payload = in.readNBytes(length);
    if (opcode == 8) {
      throw new EOFException("the server closed the websocket");
    }
    return new String(payload, UTF_8);
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
