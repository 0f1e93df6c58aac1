package dev.spywatcher.abuse;

import java.nio.charset.StandardCharsets;

/** Requests as they go over the wire. */
public final class Requests {

  /** Where a polling handshake goes. */
  public static final String POLLING = "/socket.io/?EIO=4&transport=polling";

  /** Where a websocket handshake goes. */
  public static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

  private Requests() {}

  /** A GET with more header lines. */
  public static String get(String target, String... headers) {
    return request("GET", target, "", headers);
  }

  /** A POST of text. */
  public static String post(String target, String body, String... headers) {
    String[] all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
    return request("POST", target, body, all);
  }

  /** A request for a websocket. */
  public static String upgrade(String target, String... headers) {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Connection: Upgrade";
    all[headers.length + 1] = "Upgrade: websocket";
    all[headers.length + 2] = "Sec-WebSocket-Version: 13";
    all[headers.length + 3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    return request("GET", target, "", all);
  }

  /** Any request. */
  public static String request(String method, String target, String body, String... headers) {
    StringBuilder text =
        new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: x\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }
}
