package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.server.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted connections (CONN-5). */
class TlsTest {

  /** The server looks at its files every five seconds. */
  private static final Duration RENEWED = Duration.ofSeconds(15);

  private static final String MESSAGE = "42[\"message:new\"";

  @TempDir private static Path directory;
  private static Certificates rsa;
  private static Certificates elliptic;

  @BeforeAll
  static void makeCertificates() {
    rsa = Certificates.make(directory, "rsa", "RSA");
    elliptic = Certificates.make(directory, "ec", "EC");
  }

  private static RunningServer server(Certificates files) {
    RunningServer server =
        RunningServer.start(options -> options.tlsCert(files.certificate()).tlsKey(files.key()));
    server.guild("g", "u");
    return server;
  }

  @Test
  void aWebsocketReceivesEveryEvent() {
    try (RunningServer server = server(rsa)) {
      TlsClient tls = new TlsClient(server);
      List<WebSocketClient> clients = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        clients.add(
            WebSocketClient.open(tls.wire()).authenticate(server.token("u")).subscribe("g"));
      }
      List<Instant> sent = Stream.generate(() -> server.message("g", "u")).limit(30).toList();
      server.messages("g", "u", 500);

      for (WebSocketClient client : clients) {
        for (Instant timestamp : sent) {
          assertThat(client.packet()).startsWith(MESSAGE).contains(timestamp.toString());
        }
        for (int i = 0; i < 500; i++) {
          assertThat(client.packet()).startsWith(MESSAGE);
        }
        client.assertServed();
      }
    }
  }

  @Test
  void aPollingClientReceivesEveryEvent() {
    try (RunningServer server = server(elliptic)) {
      TlsClient tls = new TlsClient(server);
      PollingClient client =
          PollingClient.open(tls::wire).authenticate(server.token("u")).subscribe("g");

      for (int i = 0; i < 10; i++) {
        Instant timestamp = server.message("g", "u");
        assertThat(client.packet()).startsWith(MESSAGE).contains(timestamp.toString());
      }
    }
  }

  @Test
  void nothingIsLostOrDoubledAcrossAnUpgrade() {
    try (RunningServer server = server(rsa)) {
      TlsClient tls = new TlsClient(server);
      PollingClient polling =
          PollingClient.open(tls::wire).authenticate(server.token("u")).subscribe("g");
      Instant before = server.message("g", "u");

      WebSocketClient client = WebSocketClient.probe(tls.wire(), polling.sid());
      assertThat(client.send("2probe").packet()).isEqualTo("3probe");
      Instant during = server.message("g", "u");
      client.send("5");
      Instant after = server.message("g", "u");

      assertThat(polled(polling, client, before, during, after)).isEqualTo(3);
      client.assertServed();
    }
  }

  /** How many of the messages came, over one or the other, in their order. */
  private static int polled(PollingClient polling, WebSocketClient client, Instant... messages) {
    Answer rest = polling.poll();
    List<String> packets =
        new ArrayList<>(
            Stream.of(rest.status() == 200 ? rest.body().split("\u001e") : new String[0])
                .filter(packet -> packet.startsWith(MESSAGE))
                .toList());
    while (packets.size() < messages.length) {
      packets.add(client.packet());
    }
    for (int i = 0; i < messages.length; i++) {
      assertThat(packets.get(i)).contains(messages[i].toString());
    }
    return packets.size();
  }

  @Test
  void manyResetsUnderLoadDisturbNobodyAndLeaveNothingBehind() {
    try (RunningServer server = server(rsa);
        LogWatch log = LogWatch.begin()) {
      TlsClient tls = new TlsClient(server);
      WebSocketClient stays =
          WebSocketClient.open(tls.wire()).authenticate(server.token("u")).subscribe("g");
      int sent = 0;
      for (int round = 0; round < 10; round++) {
        List<WebSocketClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          clients.add(
              WebSocketClient.open(tls.wire()).authenticate(server.token("u")).subscribe("g"));
        }
        server.messages("g", "u", 100);
        clients.forEach(WebSocketClient::reset);
        server.messages("g", "u", 100);
        sent += 200;
      }

      for (int i = 0; i < sent; i++) {
        assertThat(stays.packet()).startsWith(MESSAGE);
      }
      stays.assertServed();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(server.innards().clients())
                      .containsEntry("sessions", 1)
                      .containsEntry("connections", 1));
      assertThat(log.faults()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void thatVersionIsSpoken(String version) throws IOException {
    try (RunningServer server = server(elliptic)) {
      assertThat(new TlsClient(server).peer(version)).isEqualTo(elliptic.x509());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302})
  void anOlderVersionIsRefused(int version) throws IOException {
    try (RunningServer server = server(rsa);
        Wire wire = Wire.to(server.address())) {
      wire.write(clientHello(version));
      byte[] answer = wire.in().readNBytes(7);

      // An alert (21), fatal (2), of protocol_version (70) or handshake_failure (40).
      assertThat(answer).hasSize(7);
      assertThat(answer[0]).isEqualTo((byte) 21);
      assertThat(answer[5]).isEqualTo((byte) 2);
      assertThat(answer[6]).isIn((byte) 70, (byte) 40);
      assertThat(wire.endsWithin(Duration.ofSeconds(10))).isTrue();
    }
  }

  /** The first message of a client that knows no newer version (RFC 4346, 7.4.1.2). */
  private static byte[] clientHello(int version) {
    int[] ciphers = {0xc014, 0xc013, 0x0035, 0x002f, 0x000a};
    ByteBuffer hello = ByteBuffer.allocate(5 + 4 + 2 + 32 + 1 + 2 + ciphers.length * 2 + 2);
    int body = hello.capacity() - 9;
    hello.put((byte) 22).putShort((short) version).putShort((short) (body + 4));
    hello.put((byte) 1).put((byte) 0).putShort((short) body);
    hello.putShort((short) version).put(new byte[32]).put((byte) 0);
    hello.putShort((short) (ciphers.length * 2));
    for (int cipher : ciphers) {
      hello.putShort((short) cipher);
    }
    return hello.put((byte) 1).put((byte) 0).array();
  }

  @ParameterizedTest
  @ValueSource(strings = {Requests.POLLING, Requests.WEBSOCKET})
  void aPlainClientGetsNoSession(String target) {
    try (RunningServer server = server(rsa);
        LogWatch log = LogWatch.begin();
        Wire wire = Wire.to(server.address())) {
      wire.write(Requests.upgrade(target));

      assertThat(wire.answerOrNone().status()).isZero();
      assertThat(wire.endsWithin(Duration.ofSeconds(10))).isTrue();
      assertThat(server.innards().sessions()).isZero();
      assertThat(log.faults()).isEmpty();
    }
  }

  @Test
  void whoNeverFinishesTheTlsHandshakeIsCutOff() {
    try (RunningServer server = server(rsa);
        Wire silent = Wire.to(server.address());
        Wire half = Wire.to(server.address())) {
      half.write(new byte[] {22, 3, 1, 2, 0, 1, 0});

      assertThat(silent.endsWithin(Duration.ofSeconds(15))).isTrue();
      assertThat(half.endsWithin(Duration.ofSeconds(15))).isTrue();
    }
  }

  // Renewal

  private static Certificates copy(String name, Certificates of) {
    Certificates copy =
        new Certificates(
            directory.resolve(name + ".crt"), directory.resolve(name + ".key"), of.x509());
    of.replace(copy);
    return copy;
  }

  @Test
  void aRenewedCertificateIsShownToNewConnectionsWithoutARestart() {
    Certificates files = copy("renewed", rsa);
    try (RunningServer server = server(files)) {
      TlsClient tls = new TlsClient(server);
      WebSocketClient stays =
          WebSocketClient.open(tls.wire()).authenticate(server.token("u")).subscribe("g");
      assertThat(tls.peer()).isEqualTo(rsa.x509());

      elliptic.replace(files);

      await()
          .atMost(RENEWED)
          .untilAsserted(() -> assertThat(tls.peer()).isEqualTo(elliptic.x509()));
      server.message("g", "u");
      assertThat(stays.packet()).startsWith(MESSAGE);
    }
  }

  @Test
  void aCertificateWhoseKeyComesLaterIsShownOnceItHas() throws Exception {
    Certificates files = copy("halves", rsa);
    try (RunningServer server = server(files)) {
      TlsClient tls = new TlsClient(server);
      Certificates.copy(elliptic.certificate(), files.certificate());
      await()
          .during(Duration.ofSeconds(7))
          .atMost(RENEWED)
          .untilAsserted(() -> assertThat(tls.peer()).isEqualTo(rsa.x509()));

      Certificates.copy(elliptic.key(), files.key());

      await()
          .atMost(RENEWED)
          .untilAsserted(() -> assertThat(tls.peer()).isEqualTo(elliptic.x509()));
    }
  }

  @Test
  void whileTheFilesAreUnreadableTheOldCertificateStaysInUse() throws Exception {
    Certificates files = copy("gone", rsa);
    try (RunningServer server = server(files);
        LogWatch log = LogWatch.begin()) {
      TlsClient tls = new TlsClient(server);
      Certificates.write(files.certificate(), "rubbish");
      Files.delete(files.key());
      await()
          .during(Duration.ofSeconds(7))
          .atMost(RENEWED)
          .untilAsserted(() -> assertThat(tls.peer()).isEqualTo(rsa.x509()));
      Certificates.write(files.key(), "rubbish");
      await()
          .during(Duration.ofSeconds(7))
          .atMost(RENEWED)
          .untilAsserted(() -> assertThat(tls.peer()).isEqualTo(rsa.x509()));

      elliptic.replace(files);

      await()
          .atMost(RENEWED)
          .untilAsserted(() -> assertThat(tls.peer()).isEqualTo(elliptic.x509()));
      assertThat(log.faults()).isEmpty();
    }
  }

  // What a server does not start with

  private static void assertDoesNotStart(Path certificate, Path key, String... words) {
    ServerOptions options =
        RunningServer.options(builder -> builder.tlsCert(certificate).tlsKey(key));

    assertThatThrownBy(() -> SpyWatcherServer.start(options, null).close())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(words[0])
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("--port");
  }

  @Test
  void filesThatAreMissingAreNamed() {
    Path missing = directory.resolve("missing");

    assertDoesNotStart(missing, rsa.key(), "--tls-cert: " + missing, "cannot be read");
    assertDoesNotStart(rsa.certificate(), missing, "--tls-key: " + missing, "cannot be read");
    assertDoesNotStart(directory, rsa.key(), "--tls-cert: " + directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n",
        "\u0000\u0001\u0002"
      })
  void filesThatHoldSomethingElseAreNamed(String content) throws IOException {
    Path garbage = Files.createTempFile(directory, "garbage", ".pem");
    Files.writeString(garbage, content);

    assertDoesNotStart(garbage, rsa.key(), "--tls-cert: " + garbage);
    assertDoesNotStart(rsa.certificate(), garbage, "--tls-", garbage.toString());
  }

  @Test
  void aKeyOfAnotherCertificateIsNamed() {
    Certificates other = Certificates.make(directory, "other", "RSA");

    assertDoesNotStart(
        rsa.certificate(), other.key(), "--tls-key: " + other.key(), rsa.certificate().toString());
    assertDoesNotStart(rsa.certificate(), elliptic.key(), "--tls-key: " + elliptic.key());
    assertDoesNotStart(
        Certificates.make(directory, "curve", "EC").certificate(),
        elliptic.key(),
        "--tls-key: " + elliptic.key());
    assertDoesNotStart(elliptic.certificate(), rsa.key(), "--tls-key: " + rsa.key());
  }

  @Test
  void everyUsualKindOfKeyServes() throws IOException {
    Certificates edwards = Certificates.make(directory, "ed", "Ed25519");
    for (Certificates files : List.of(rsa, elliptic, edwards)) {
      try (RunningServer server = server(files)) {
        assertThat(new TlsClient(server).peer()).isEqualTo(files.x509());
      }
    }
  }
}
