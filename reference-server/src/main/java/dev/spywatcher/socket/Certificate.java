package dev.spywatcher.socket;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of the server (CONN-5): 1.2 and 1.3 only. New connections get a renewed certificate
 * without a restart; while the files are unreadable, or hold the one without the other, the old one
 * stays in use. Thread-safe.
 */
final class Certificate {

  private static final Logger log = LoggerFactory.getLogger(Certificate.class);

  /** A block of a PEM file (RFC 7468). */
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private final TlsFiles files;
  private volatile SslContext context;
  private Stamp stamp;
  private String complaint = "";

  private record Stamp(FileTime certificate, FileTime key) {}

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException where they hold no certificate with its key; the message names
   *     the option and the file
   */
  Certificate(TlsFiles files) {
    this.files = files;
    try {
      this.stamp = stamp();
      this.context = read();
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  SslContext context() {
    return context;
  }

  /** Reads the files again where they have changed. */
  synchronized void refresh() {
    try {
      Stamp now = stamp();
      if (!now.equals(stamp)) {
        context = read();
        stamp = now;
        complaint = "";
        log.info("the certificate was renewed from {}", files.certificate());
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(complaint)) {
        complaint = reason;
        log.warn("the certificate was not renewed: {}", reason);
      }
    }
  }

  private Stamp stamp() throws IOException {
    return new Stamp(changed("--tls-cert", files.certificate()), changed("--tls-key", files.key()));
  }

  private static FileTime changed(String option, Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(option + ": " + file + " cannot be read");
    }
    return Files.getLastModifiedTime(file);
  }

  private SslContext read() throws IOException {
    X509Certificate[] chain = chain();
    try {
      return SslContextBuilder.forServer(key(chain[0].getPublicKey()), chain)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(
          "--tls-key: "
              + files.key()
              + " is not the PEM PKCS#8 key, unencrypted, of the certificate in "
              + files.certificate(),
          e);
    }
  }

  private X509Certificate[] chain() throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      for (byte[] block : blocks(files.certificate(), "CERTIFICATE")) {
        chain.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(block)));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw noCertificate(e);
    }
    if (chain.isEmpty()) {
      throw noCertificate(null);
    }
    return chain.toArray(X509Certificate[]::new);
  }

  private IOException noCertificate(@Nullable Exception cause) {
    return new IOException("--tls-cert: " + files.certificate() + " is no PEM certificate", cause);
  }

  private PrivateKey key(PublicKey certified) throws IOException, GeneralSecurityException {
    for (byte[] block : blocks(files.key(), "PRIVATE KEY")) {
      PrivateKey key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(block));
      if (belongTogether(key, certified)) {
        return key;
      }
    }
    throw new GeneralSecurityException("no key that belongs to the certificate");
  }

  private static List<byte[]> blocks(Path file, String type) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    List<byte[]> contents = new ArrayList<>();
    while (block.find()) {
      if (block.group(1).equals(type)) {
        contents.add(Base64.getMimeDecoder().decode(block.group(2)));
      }
    }
    return contents;
  }

  /** What the JDK does not check: with a key of another certificate every handshake would fail. */
  private static boolean belongTogether(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    if (key instanceof RSAKey mine && certified instanceof RSAKey theirs) {
      return mine.getModulus().equals(theirs.getModulus());
    }
    Signature signature =
        Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA");
    signature.initSign(key);
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update((byte) 1);
    return signature.verify(signed);
  }
}
