package dev.spywatcher.features.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts on https and wss. */
public record Trust(SSLSocketFactory sockets, X509TrustManager manager) {

  /** Trust in one certificate alone. */
  public static Trust in(X509Certificate certificate) {
    HandshakeCertificates client =
        new HandshakeCertificates.Builder().addTrustedCertificate(certificate).build();
    return new Trust(client.sslSocketFactory(), client.trustManager());
  }

  /** Trust in the certificate of a PEM file; of no file, the system's own. */
  public static @Nullable Trust in(@Nullable String file) {
    if (file == null) {
      return null;
    }
    try {
      return in(Certificates.decodeCertificatePem(Files.readString(Path.of(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
