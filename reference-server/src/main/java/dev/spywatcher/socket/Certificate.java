package dev.spywatcher.socket;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of the server (CONN-5): 1.2 and 1.3 only. New connections get a renewed certificate
 * without a restart; while the files are unreadable the old one stays in use. Thread-safe.
 */
final class Certificate {

  private static final Logger log = LoggerFactory.getLogger(Certificate.class);

  private final TlsFiles files;
  private volatile SslContext context;
  private Stamp stamp;

  private record Stamp(FileTime certificate, FileTime key) {}

  /**
   * Reads the files.
   *
   * @throws IOException where they hold no certificate with its key; the message names the option
   */
  Certificate(TlsFiles files) throws IOException {
    this.files = files;
    this.stamp = stamp();
    this.context = read();
  }

  SslContext context() {
    return context;
  }

  /** Reads the files again where they have changed. */
  synchronized void refresh() {
    try {
      Stamp now = stamp();
      if (!now.equals(stamp)) {
        stamp = now;
        context = read();
        log.info("the certificate was renewed from {}", files.certificate());
      }
    } catch (IOException e) {
      log.warn("the certificate was not renewed: {}", e.getMessage());
    }
  }

  private Stamp stamp() throws IOException {
    if (!Files.isReadable(files.certificate())) {
      throw new IOException("--tls-cert: " + files.certificate() + " cannot be read");
    }
    if (!Files.isReadable(files.key())) {
      throw new IOException("--tls-key: " + files.key() + " cannot be read");
    }
    return new Stamp(
        Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
  }

  private SslContext read() throws IOException {
    try {
      return SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException(
          "--tls-cert: "
              + files.certificate()
              + " and "
              + files.key()
              + " are not a PEM certificate and its PKCS#8 key",
          e);
    }
  }
}
