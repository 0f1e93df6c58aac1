package dev.spywatcher.abuse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jsonwebtoken.Jwts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The ways to misbehave, each by few connections and at a pace, so that it is the server that is
 * tested and not the machine. A server may end their connections whenever it likes.
 */
enum Abuse {
  READS_NOTHING {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.narrow(server.address()));
      wire.write(Requests.upgrade(Requests.WEBSOCKET));
      wire.tryWrite(connect(server));
      wire.tryWrite(WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"));
    }
  },
  NEVER_POLLS_AGAIN {
    @Override
    void round(RunningServer server, Hands hands) {
      PollingClient.connect(server, "u").subscribe("g");
    }
  },
  SENDS_HEADERS_SLOWLY {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.to(server.address()));
      wire.tryWrite(bytes("GET " + Requests.POLLING + " HTTP/1.1\r\nX-Slow: "));
      hands.everyRound(() -> wire.tryWrite(bytes("x")));
    }
  },
  SENDS_A_BODY_SLOWLY {
    @Override
    void round(RunningServer server, Hands hands) {
      PollingClient client = PollingClient.open(server.address());
      Wire wire = hands.hold(Wire.to(server.address()));
      wire.tryWrite(bytes("POST " + client.target() + " HTTP/1.1\r\nContent-Length: 1000\r\n\r\n"));
      hands.everyRound(() -> wire.tryWrite(bytes("4")));
    }
  },
  SENDS_CHUNKS_OF_ONE_BYTE {
    @Override
    void round(RunningServer server, Hands hands) {
      PollingClient client = PollingClient.open(server.address());
      try (Wire wire = Wire.to(server.address())) {
        wire.tryWrite(
            bytes("POST " + client.target() + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"));
        wire.tryWrite(bytes("1\r\n6\r\n".repeat(1_000)));
      }
    }
  },
  CLOSES_HALF_OF_ITS_CONNECTION {
    @Override
    void round(RunningServer server, Hands hands) {
      for (String request :
          List.of(
              "GET " + Requests.POLLING,
              Requests.get(Requests.POLLING),
              Requests.upgrade(Requests.WEBSOCKET))) {
        Wire wire = hands.hold(Wire.to(server.address()));
        wire.tryWrite(bytes(request));
        wire.halfClose();
      }
      Wire connected = hands.hold(websocket(server));
      connected.tryWrite(connect(server));
      connected.tryWrite(WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"));
      connected.halfClose();
    }
  },
  OPENS_AND_SAYS_NOTHING {
    @Override
    void round(RunningServer server, Hands hands) {
      for (int i = 0; i < 10; i++) {
        hands.hold(Wire.to(server.address()));
      }
    }
  },
  SENDS_FRAMES_THAT_ARE_TOO_LARGE {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(WebSocketClient.frame("4".repeat(200_000)));
      Wire announced = hands.hold(websocket(server));
      announced.tryWrite(ByteBuffer.allocate(10).put((byte) 0x81).put((byte) 0xff).array());
    }
  },
  SENDS_FRAGMENTS_OF_ONE_BYTE {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(WebSocketClient.frame(0x01, "4"));
      byte[] fragments = repeated(WebSocketClient.frame(0x00, "2"), 1_000);
      for (int i = 0; i < 5; i++) {
        wire.tryWrite(fragments);
      }
    }
  },
  POSTS_WHAT_IS_TOO_LARGE {
    @Override
    void round(RunningServer server, Hands hands) {
      PollingClient client = PollingClient.open(server.address());
      Wire wire = hands.hold(Wire.to(server.address()));
      wire.tryWrite(bytes(Requests.post(client.target(), "4".repeat(500_000))));
      Wire announced = hands.hold(Wire.to(server.address()));
      announced.tryWrite(
          bytes("POST " + client.target() + " HTTP/1.1\r\nContent-Length: 9999999999\r\n\r\n4"));
    }
  },
  SENDS_HEADERS_WITHOUT_END {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.to(server.address()));
      wire.tryWrite(bytes("GET " + Requests.POLLING + " HTTP/1.1\r\n"));
      wire.tryWrite(bytes("X-Header: value\r\n".repeat(20_000)));
    }
  },
  SENDS_A_URI_WITHOUT_END {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.to(server.address()));
      wire.tryWrite(bytes("GET " + Requests.POLLING + "&x=" + "%41".repeat(100_000)));
    }
  },
  OFFERS_COMPRESSION_AND_COMPRESSES {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.to(server.address()));
      Answer answer =
          wire.exchange(
              Requests.upgrade(
                  Requests.WEBSOCKET,
                  "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
      if (!answer.header("sec-websocket-extensions").isEmpty()) {
        throw new AssertionError("compression was agreed on: " + answer);
      }
      wire.tryWrite(WebSocketClient.frame(0xc1, new byte[1_000]));
    }
  },
  POSTS_WHAT_IS_COMPRESSED {
    @Override
    void round(RunningServer server, Hands hands) {
      for (String coding : List.of("gzip", "deflate", "br")) {
        PollingClient client = PollingClient.open(server.address());
        Wire wire = hands.hold(Wire.to(server.address()));
        wire.tryWrite(
            bytes(
                "POST %s HTTP/1.1\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                    .formatted(client.target(), coding, ZIPPED_MEGABYTES.length)));
        wire.tryWrite(ZIPPED_MEGABYTES);
      }
    }
  },
  OPENS_SESSIONS_AND_NEVER_CONNECTS {
    @Override
    void round(RunningServer server, Hands hands) {
      byte[] websocket = bytes(Requests.upgrade(Requests.WEBSOCKET));
      byte[] polling = bytes(Requests.get(Requests.POLLING));
      for (int i = 0; i < 50; i++) {
        hands.hold(channel(server, i % 2 == 0 ? websocket : polling));
      }
    }
  },
  SENDS_MALFORMED_PACKETS {
    @Override
    void round(RunningServer server, Hands hands) {
      for (String packet :
          List.of(
              "", "x", "4", "49", "42", "42{}", "42[]", "40[", "451-", "499-[\"a\"]", "2", "5")) {
        Wire wire = hands.hold(websocket(server));
        wire.tryWrite(repeated(WebSocketClient.frame(packet), 50));
      }
    }
  },
  CONNECTS_TO_UNKNOWN_NAMESPACES {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(repeated(WebSocketClient.frame("40/" + "n".repeat(60_000)), 20));
      PollingClient.connect(server, "u").post("40/" + "n".repeat(60_000));
    }
  },
  FLOODS_WITH_PONGS {
    @Override
    void round(RunningServer server, Hands hands) {
      hands.hold(websocket(server)).tryWrite(repeated(WebSocketClient.frame("3"), 5_000));
    }
  },
  FLOODS_WITH_WEBSOCKET_PINGS {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.narrow(server.address()));
      wire.write(Requests.upgrade(Requests.WEBSOCKET));
      byte[] pings = repeated(WebSocketClient.frame(WebSocketClient.PING, "p".repeat(125)), 1_000);
      hands.write(wire, pings, 40);
    }
  },
  FLOODS_WITH_ACKNOWLEDGEMENTS {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(connect(server));
      wire.tryWrite(repeated(WebSocketClient.frame("4377[\"" + "a".repeat(100) + "\"]"), 5_000));
    }
  },
  ASKS_FOR_ANSWERS_AND_READS_NONE {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(Wire.narrow(server.address()));
      wire.write(Requests.upgrade(Requests.WEBSOCKET));
      wire.tryWrite(connect(server));
      hands.write(
          wire,
          repeated(
              WebSocketClient.frame("421[\"subscribe:guild\",\"" + "x".repeat(65) + "\"]"), 500),
          20);
    }
  },
  SUBSCRIBES_AND_UNSUBSCRIBES {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(connect(server));
      for (int i = 0; i < 20; i++) {
        wire.tryWrite(
            repeated(
                concat(
                    WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"),
                    WebSocketClient.frame("42[\"subscribe:analytics\",\"g\"]"),
                    WebSocketClient.frame("42[\"unsubscribe:guild\",\"g\"]"),
                    WebSocketClient.frame("42[\"subscribe:guild\",\"none " + i + "\"]")),
                50));
      }
    }
  },
  NESTS_DEEPLY {
    @Override
    void round(RunningServer server, Hands hands) {
      for (String packet :
          List.of(
              "42[\"subscribe:guild\"," + "[".repeat(60_000),
              "42[\"subscribe:guild\"," + "[".repeat(30_000) + "]".repeat(30_000) + "]",
              "40" + "{\"a\":".repeat(10_000),
              "451-[\"subscribe:guild\"," + "[".repeat(900) + "]".repeat(900) + "]")) {
        Wire wire = hands.hold(websocket(server));
        wire.tryWrite(connect(server));
        wire.tryWrite(WebSocketClient.frame(packet));
        wire.tryWrite(WebSocketClient.frame(WebSocketClient.BINARY, "x"));
      }
    }
  },
  SENDS_HUGE_NUMBERS {
    @Override
    void round(RunningServer server, Hands hands) {
      for (String number :
          List.of(
              "9".repeat(60_000), "1e999999999", "-0." + "0".repeat(50_000) + "1", "1E-99999")) {
        Wire wire = hands.hold(websocket(server));
        wire.tryWrite(connect(server));
        wire.tryWrite(WebSocketClient.frame("42[\"subscribe:guild\"," + number + "]"));
        wire.tryWrite(WebSocketClient.frame("42[" + number + "]"));
        wire.tryWrite(WebSocketClient.frame("42" + "9".repeat(30) + "[\"x\"]"));
      }
    }
  },
  SENDS_LONG_GUILD_IDS {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(connect(server));
      wire.tryWrite(
          repeated(
              WebSocketClient.frame("42[\"subscribe:guild\",\"" + "g".repeat(65_000) + "\"]"), 20));
    }
  },
  SENDS_WHAT_IS_NO_UNICODE {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire escaped = hands.hold(websocket(server));
      escaped.tryWrite(connect(server));
      escaped.tryWrite(WebSocketClient.frame("42[\"subscribe:guild\",\"\\ud800\"]"));
      escaped.tryWrite(WebSocketClient.frame("42[\"\\udfff\\u0000\",\"\\ud800\\ud800\"]"));
      Wire raw = hands.hold(websocket(server));
      raw.tryWrite(
          WebSocketClient.frame(
              WebSocketClient.TEXT, new byte[] {'4', '2', (byte) 0xed, (byte) 0xa0}));
      PollingClient.connect(server, "u").post("42[\"subscribe:guild\",\"\\ud800\"]");
    }
  },
  SENDS_BINARY {
    @Override
    void round(RunningServer server, Hands hands) {
      Wire unannounced = hands.hold(websocket(server));
      unannounced.tryWrite(WebSocketClient.frame(WebSocketClient.BINARY, new byte[60_000]));
      Wire announced = hands.hold(websocket(server));
      announced.tryWrite(connect(server));
      byte[] packet =
          concat(
              WebSocketClient.frame("4510-[\"subscribe:guild\",{\"_placeholder\":true,\"num\":0}]"),
              repeated(WebSocketClient.frame(WebSocketClient.BINARY, new byte[50_000]), 10));
      announced.tryWrite(packet);
      announced.tryWrite(packet);
      PollingClient.connect(server, "u")
          .post("451-[\"a\",{\"_placeholder\":true,\"num\":9}]\u001eb!!!!");
    }
  },
  PIPELINES_REQUESTS {
    @Override
    void round(RunningServer server, Hands hands) {
      hands
          .hold(Wire.to(server.address()))
          .tryWrite(bytes(Requests.get(Requests.POLLING).repeat(100)));
      PollingClient client = PollingClient.connect(server, "u");
      hands
          .hold(Wire.to(server.address()))
          .tryWrite(
              bytes(
                  Requests.post(client.target(), "3").repeat(20)
                      + Requests.get(client.target()).repeat(20)
                      + Requests.upgrade(Requests.WEBSOCKET + "&sid=" + client.sid()).repeat(5)));
    }
  },
  SHOWS_A_TOKEN_THAT_UNPACKS_TO_GIGABYTES {
    private final String bomb =
        Jwts.builder()
            .claim("discordId", "u".repeat(20_000_000))
            .compressWith(Jwts.ZIP.DEF)
            .signWith(Tokens.KEY, Jwts.SIG.HS256)
            .compact();

    @Override
    void round(RunningServer server, Hands hands) {
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(WebSocketClient.frame("40{\"token\":\"" + bomb + "\"}"));
    }
  },
  SHOWS_MANY_BAD_TOKENS {
    @Override
    void round(RunningServer server, Hands hands) {
      byte[] shown =
          concat(
              Stream.iterate(0, i -> i + 1)
                  .limit(100)
                  .map(i -> WebSocketClient.frame("40{\"token\":" + badToken(i) + "}"))
                  .toArray(byte[][]::new));
      Wire wire = hands.hold(websocket(server));
      wire.tryWrite(shown);
    }
  },
  CONNECTS_WHILE_ITS_POLL_IS_RESET {
    @Override
    void round(RunningServer server, Hands hands) {
      String token = server.token("u");
      for (int i = 0; i < 5; i++) {
        PollingClient client = PollingClient.open(server.address());
        Wire poll = Wire.to(server.address()).write(Requests.get(client.target()));
        Wire post = Wire.to(server.address());
        byte[] request =
            bytes(
                Requests.post(
                    client.target(),
                    "40{\"token\":\"" + token + "\"}\u001e42[\"subscribe:guild\",\"g\"]"));
        CompletableFuture<Void> resetting = Background.run(poll::reset);
        post.tryWrite(request);
        resetting.join();
        post.close();
      }
    }
  },
  BREAKS_OFF_ITS_UPGRADE {
    @Override
    void round(RunningServer server, Hands hands) {
      for (int step = 0; step < 6; step++) {
        PollingClient client = PollingClient.connect(server, "u").subscribe("g");
        Wire poll = hands.hold(Wire.to(server.address()));
        poll.tryWrite(bytes(Requests.get(client.target())));
        Wire wire = Wire.to(server.address());
        wire.tryWrite(bytes(Requests.upgrade(Requests.WEBSOCKET + "&sid=" + client.sid())));
        if (step > 0) {
          wire.answerOrNone();
        }
        if (step > 1) {
          wire.tryWrite(WebSocketClient.frame("2probe"));
        }
        if (step > 2) {
          wire.tryWrite(WebSocketClient.frame(step == 3 ? "rubbish" : "5"));
        }
        if (step > 4) {
          wire.tryWrite(WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"));
        }
        wire.reset();
      }
    }
  },
  RESETS_ITS_CONNECTIONS {
    @Override
    void round(RunningServer server, Hands hands) {
      for (int i = 0; i < 20; i++) {
        Wire wire = Wire.to(server.address());
        wire.tryWrite(bytes(Requests.upgrade(Requests.WEBSOCKET)));
        wire.tryWrite(connect(server));
        wire.tryWrite(WebSocketClient.frame("42[\"subscribe:guild\",\"g\"]"));
        if (i % 3 > 0) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i % 3 * 3));
        }
        wire.reset();
      }
    }
  };

  /** Small enough to be taken, and 40 MB once it is unpacked. */
  private static final byte[] ZIPPED_MEGABYTES = zipped(new byte[40_000_000]);

  /** How many connections one abuser holds open. */
  private static final int MOST_HELD = 2_000;

  /** Misbehaves once. */
  abstract void round(RunningServer server, Hands hands);

  /** Misbehaves round after round, as user {@code u} of guild {@code g}. */
  void go(RunningServer server, Duration pause, BooleanSupplier on) {
    try (Hands hands = new Hands()) {
      while (on.getAsBoolean()) {
        try {
          round(server, hands);
        } catch (UncheckedIOException e) {
          // The server has ended a connection, as it may.
        }
        hands.nextRound();
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  /** What an abuser holds on to. Used by one thread. */
  static final class Hands implements AutoCloseable {
    private final Deque<AutoCloseable> held = new ArrayDeque<>();
    private final List<Runnable> chores = new ArrayList<>();

    /** Keeps a connection open. */
    <T extends AutoCloseable> T hold(T connection) {
      held.add(connection);
      if (held.size() > MOST_HELD) {
        close(held.removeFirst());
      }
      return connection;
    }

    /** Does something after every round. */
    void everyRound(Runnable chore) {
      chores.add(chore);
    }

    private void nextRound() {
      chores.forEach(Runnable::run);
    }

    /** Sends something many times, until the connection takes no more for a while. */
    void write(Wire wire, byte[] bytes, int times) {
      CompletableFuture<Void> writing =
          Background.run(
              () -> {
                for (int i = 0; i < times && wire.tryWrite(bytes); i++) {
                  LockSupport.parkNanos(1_000_000);
                }
              });
      try {
        writing.get(2, TimeUnit.SECONDS);
      } catch (Exception e) {
        wire.reset();
      }
    }

    private static void close(AutoCloseable connection) {
      try {
        connection.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      held.forEach(Hands::close);
    }
  }

  private static Wire websocket(RunningServer server) {
    return Wire.to(server.address()).write(Requests.upgrade(Requests.WEBSOCKET));
  }

  private static SocketChannel channel(RunningServer server, byte[] request) {
    try {
      SocketChannel channel = SocketChannel.open(server.address());
      channel.write(ByteBuffer.wrap(request));
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] connect(RunningServer server) {
    return WebSocketClient.frame("40{\"token\":\"" + server.token("u") + "\"}");
  }

  /** Of many kinds: not a text, not a token, signed with another key, of another algorithm. */
  private static String badToken(int number) {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(bytes("{\"discordId\":\"" + number + "\",\"access\":true}"));
    return switch (number % 7) {
      case 0 -> String.valueOf(number);
      case 1 -> "\"" + number + "\"";
      case 2 -> "[\"" + payload + "\"]";
      case 3 -> "\"eyJhbGciOiJub25lIn0." + payload + ".\"";
      case 4 -> "\"eyJhbGciOiJIUzI1NiJ9." + payload + ".c2lnbmF0dXJl\"";
      case 5 -> JsonNodeFactory.instance.textNode("\u0000\ud800" + number + "..").toString();
      default -> "\"" + ".".repeat(number) + "\"";
    };
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] repeated(byte[] bytes, int times) {
    return concat(Collections.nCopies(times, bytes).toArray(byte[][]::new));
  }

  static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Stream.of(parts).mapToInt(part -> part.length).sum());
    Stream.of(parts).forEach(all::put);
    return all.array();
  }
}
