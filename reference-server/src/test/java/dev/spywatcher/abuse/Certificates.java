package dev.spywatcher.abuse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for localhost with its key, as PEM files, made by the JDK's own keytool.
 *
 * @param certificate where the certificate is
 * @param key where the key is
 * @param x509 the certificate
 */
public record Certificates(Path certificate, Path key, X509Certificate x509) {

  private static final String PASSWORD = "password";

  /**
   * Makes a certificate with a key of that algorithm, {@code RSA}, {@code EC} or {@code Ed25519}.
   */
  public static Certificates make(Path directory, String name, String algorithm) {
    Path store = directory.resolve(name + ".p12");
    keytool(store, algorithm);
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore entries = KeyStore.getInstance("PKCS12");
      entries.load(in, PASSWORD.toCharArray());
      X509Certificate x509 = (X509Certificate) entries.getCertificate("server");
      Path certificate = directory.resolve(name + ".crt");
      Path key = directory.resolve(name + ".key");
      Files.writeString(certificate, pem("CERTIFICATE", x509.getEncoded()));
      Files.writeString(
          key, pem("PRIVATE KEY", entries.getKey("server", PASSWORD.toCharArray()).getEncoded()));
      return new Certificates(certificate, key, x509);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(Path store, String algorithm) {
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  algorithm,
                  "-alias",
                  "server",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost,ip:127.0.0.1",
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  store.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new AssertionError(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }

  /** Puts this one in the place of another, as a renewal does. */
  void replace(Certificates other) {
    copy(certificate, other.certificate);
    copy(key, other.key);
  }

  static void copy(Path from, Path to) {
    write(to, read(from));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file that is younger than it was, however coarse the clock of the file system. */
  static void write(Path file, String content) {
    try {
      FileTime before =
          Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
      Files.writeString(file, content);
      Files.setLastModifiedTime(
          file,
          FileTime.fromMillis(Math.max(System.currentTimeMillis(), before.toMillis() + 1_000)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
