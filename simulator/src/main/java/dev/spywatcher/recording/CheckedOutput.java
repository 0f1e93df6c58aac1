package dev.spywatcher.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and hashes what goes through. Not thread-safe. */
final class CheckedOutput extends OutputStream {

  private final OutputStream out;
  private final MessageDigest digest;
  private long bytes;

  CheckedOutput(OutputStream out) {
    this.out = out;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    digest.update(from, offset, length);
    bytes += length;
    out.write(from, offset, length);
  }

  long bytes() {
    return bytes;
  }

  byte[] sha256() {
    return digest.digest();
  }
}
