package dev.spywatcher.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is there only once it is whole: it is written beside its place under another name,
 * and moved there at the end. A device, such as {@code /dev/null}, is written to as it is.
 */
final class WholeFile implements Closeable {

  private final Path file;
  private final Path written;
  private final OutputStream out;
  private boolean over;

  private WholeFile(Path file, Path written, OutputStream out) {
    this.file = file;
    this.written = written;
    this.out = out;
  }

  /**
   * Begins a file, compressed where its name ends with {@code .gz}.
   *
   * @param force whether it may take the place of another
   * @throws CommandFailure where it may not
   */
  static WholeFile begin(Value name, boolean force) throws IOException {
    Path file = name.file();
    if (Files.isDirectory(file)) {
      throw name.isNot("a file; it is a folder");
    }
    boolean device = Files.exists(file) && !Files.isRegularFile(file);
    if (!device && !force && Files.exists(file)) {
      throw name.isNot("a new file; choose another name, or give --force to replace it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw name.isNot("in a folder that exists");
    }
    String random = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    Path written =
        device ? file : file.resolveSibling("." + file.getFileName() + "." + random + ".part");
    OutputStream plain =
        device
            ? Files.newOutputStream(file, StandardOpenOption.WRITE)
            : Files.newOutputStream(
                written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    OutputStream out =
        file.toString().endsWith(".gz")
            ? new GZIPOutputStream(plain, 1 << 16)
            : new BufferedOutputStream(plain, 1 << 16);
    return new WholeFile(file, written, out);
  }

  OutputStream out() {
    return out;
  }

  /** It is whole now; puts it in its place. */
  synchronized void complete() throws IOException {
    if (!over) {
      out.close();
      if (!written.equals(file)) {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      }
      over = true;
    }
  }

  /** Leaves nothing of one that is not complete, while somebody still writes to it. Any thread. */
  synchronized void abandon() {
    if (!over) {
      over = true;
      try {
        remove();
      } catch (IOException e) {
        // The process ends, and has nobody left to tell.
      }
    }
  }

  private void remove() throws IOException {
    if (!written.equals(file)) {
      Files.deleteIfExists(written);
    }
  }

  /** Leaves nothing of one that is not complete. */
  @Override
  public synchronized void close() throws IOException {
    if (!over) {
      over = true;
      try {
        out.close();
      } finally {
        remove();
      }
    }
  }
}
