package dev.spywatcher.recording;

import dev.spywatcher.discord.replay.RecordingWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A file of events that is being written; gzip where its name ends in {@code .gz}. */
final class RecordingFile implements Closeable {

  private final MessageDigest digest;
  private final RecordingWriter writer;

  /**
   * Creates the file.
   *
   * @throws java.nio.file.FileAlreadyExistsException where there is one of that name
   */
  RecordingFile(Path file) throws IOException {
    digest = sha256();
    OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            1 << 16);
    if (file.toString().endsWith(".gz")) {
      // A flush then reaches the file, so that little is lost where the process is killed.
      out = new GZIPOutputStream(out, 1 << 13, true);
    }
    writer = new RecordingWriter(new DigestOutputStream(out, digest));
  }

  RecordingWriter writer() {
    return writer;
  }

  /** SHA-256 of the lines, before compression; to be asked for once, after the close. */
  String sha256OfLines() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
