package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.engineio.RawWebSocket;
import dev.spywatcher.features.engineio.Reply;
import dev.spywatcher.features.engineio.Requests;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.target.Target;
import dev.spywatcher.features.target.Trust;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A service that has a certificate (CONN-5). */
public final class TlsSteps {
  private static final String SECRET = "a-secret-for-the-server-with-a-certificate";

  private final Service service;
  private @Nullable ServerProcess server;
  private @Nullable Path folder;

  public TlsSteps(Service service) {
    this.service = service;
  }

  @Given("a service that has a certificate")
  public void start() {
    if (ServerProcess.isUnderJudgement()) {
      service.turnTo(
          serveWith(new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build()));
    } else if (!service.target().url().getScheme().equals("https")) {
      throw Service.skipped("the URL that is judged is not https");
    }
  }

  @Then("a plain client by {word} gets no session there")
  public void noPlainSession(String transport) {
    Target secure = service.target();
    URI url = secure.url();
    Target plain =
        new Target(
            URI.create("http://" + url.getHost() + ":" + secure.port()),
            secure.injectUrl(),
            secure.injectToken(),
            secure.jwtSecret(),
            null);
    String query = "EIO=4&transport=" + transport;
    Reply reply = transport.equals("polling") ? ask(plain, query) : askForWebSocket(plain, query);
    assertThat(reply.status()).as("answer to a plain client: %s", reply).isNotIn(200, 101);
    assertThat(reply.body()).as("answer to a plain client").doesNotContain("\"sid\"");
  }

  @After
  public void end() throws IOException {
    if (server != null) {
      server.close();
    }
    if (folder != null) {
      Files.deleteIfExists(folder.resolve("cert.pem"));
      Files.deleteIfExists(folder.resolve("key.pem"));
      Files.delete(folder);
    }
  }

  private Target serveWith(HeldCertificate certificate) {
    try {
      Path temporary = Files.createTempDirectory("spywatcher-certificate");
      folder = temporary;
      Path cert = Files.writeString(temporary.resolve("cert.pem"), certificate.certificatePem());
      Path key = Files.writeString(temporary.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
      ServerProcess process =
          ServerProcess.serve(
              List.of(
                  "--jwt-secret",
                  SECRET,
                  "--tls-cert",
                  cert.toString(),
                  "--tls-key",
                  key.toString()));
      server = process;
      Target ready = process.awaitReady(ServerProcess.START).target(SECRET);
      return new Target(
          ready.url(), ready.injectUrl(), null, SECRET, Trust.in(certificate.certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate cannot be written", e);
    }
  }

  private static Reply ask(Target plain, String query) {
    try (Requests requests = new Requests(plain, Place.fresh(plain.url()))) {
      return requests.get(query);
    }
  }

  private static Reply askForWebSocket(Target plain, String query) {
    try (RawWebSocket socket = RawWebSocket.attempt(plain, Place.fresh(plain.url()), query)) {
      return socket.awaitOpened();
    }
  }
}
