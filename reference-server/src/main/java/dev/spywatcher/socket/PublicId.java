package dev.spywatcher.socket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** What a session is called to others: the beginning of a hash of its sid. */
final class PublicId {

  private static final int BYTES = 6;

  private PublicId() {}

  static String of(UUID sid) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(sid.toString().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
