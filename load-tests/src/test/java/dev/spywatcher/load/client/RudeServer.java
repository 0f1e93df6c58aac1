package dev.spywatcher.load.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that resets connections: each at once, or all when one client is connected. */
final class RudeServer implements AutoCloseable {

  private static final String OPEN =
      "0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000}";
  private static final String CONNECTED = "40{\"sid\":\"c\"}";

  private final ServerSocket listening = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final boolean atOnce;
  private volatile boolean told;
  private volatile boolean over;

  /**
   * Listens.
   *
   * @param atOnce whether it lets nobody in
   */
  RudeServer(boolean atOnce) throws IOException {
    this.atOnce = atOnce;
    onThread(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  int accepted() {
    return accepted.size();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void onThread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The connection or the test is over.
              }
            },
            "rude server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = listening.accept();
      accepted.add(socket);
      if (atOnce || over) {
        reset(socket);
      } else {
        onThread(() -> serve(socket));
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // The client has closed it already.
    }
    socket.close();
  }

  private void serve(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    OutputStream out = socket.getOutputStream();
    String request;
    while ((request = in.readLine()) != null) {
      String key = "";
      int length = 0;
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.regionMatches(true, 0, "sec-websocket-key:", 0, 18)) {
          key = value;
        } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(value);
        }
      }
      in.skip(length);
      if (!key.isEmpty()) {
        out.write(upgraded(key));
        out.write(frame(OPEN));
        out.write(frame(CONNECTED));
        return;
      } else if (request.startsWith("POST")) {
        out.write(answer("ok"));
      } else if (request.contains("sid=") && told) {
        // A poll that waits.
        return;
      } else if (request.contains("sid=")) {
        told = true;
        out.write(answer(CONNECTED));
      } else {
        out.write(answer(OPEN));
      }
    }
  }

  /**
   * Resets every connection, and those that come. To be called once the client has read what it was
   * sent: a reset overtakes that.
   */
  void resetAll() throws IOException {
    over = true;
    for (Socket socket : accepted) {
      reset(socket);
    }
  }

  private static byte[] answer(String body) {
    return ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] upgraded(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static byte[] frame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[payload.length + 2];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
