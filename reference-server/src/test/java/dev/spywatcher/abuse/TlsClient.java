package dev.spywatcher.abuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Makes connections with TLS that trust whomever they meet, and tell who that was. */
final class TlsClient {

  private final RunningServer server;
  private final SSLContext context;

  TlsClient(RunningServer server) {
    this.server = server;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** A new connection. */
  Wire wire() {
    return Wire.secure(server.address(), context.getSocketFactory());
  }

  /** Shakes hands with that version of TLS alone; whom it met. */
  X509Certificate peer(String version) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout((int) Wire.DEADLINE.toMillis());
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** Whom a new connection meets. */
  X509Certificate peer() {
    try {
      return peer("TLSv1.3");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
