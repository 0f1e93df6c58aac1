package dev.spywatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.function.Predicate;

/** One who listens to the stream over a socket of its own, and reads only when asked to. */
final class Following implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket = new Socket();
  private final BufferedReader in;
  final String status;

  Following(URI server, String query) throws IOException {
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            // The old version, in which nothing is cut into chunks.
            ("GET /control/stream%s HTTP/1.0\r\nHost: %s\r\n\r\n")
                .formatted(query, server.getAuthority())
                .getBytes(UTF_8));
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    status = in.readLine();
  }

  /** The data of the next event of that name that is so. */
  JsonNode next(String event, Predicate<JsonNode> wanted) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("event: " + event)) {
        JsonNode data = JSON.readTree(in.readLine().substring("data: ".length()));
        if (wanted.test(data)) {
          return data;
        }
      }
    }
    throw new IOException("the stream has ended");
  }

  JsonNode next(String event) throws IOException {
    return next(event, data -> true);
  }

  /** Reads to the end of the stream; whether there is one. */
  boolean ends() {
    try {
      while (in.readLine() != null) {
        // On.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
