package dev.spywatcher.discord.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.form.EventForm;
import dev.spywatcher.discord.form.FormException;
import dev.spywatcher.discord.form.GuildForm;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of events, plain or gzip, line by line; it never holds more than one line, the
 * header excepted. A damaged line stops it, or in a lenient reading is left out and counted. Not
 * thread-safe.
 */
public final class RecordingReader implements Closeable {

  private static final JsonFactory JSON = new JsonFactory();

  /** How the line of a guild begins. */
  private static final byte[] GUILD = "{\"guild\":".getBytes(StandardCharsets.UTF_8);

  private static final String CUT_OFF =
      "the compressed data ends or breaks here; the file is cut off or damaged";

  /** Bytes: enough for the line of a guild of some 400,000 members. */
  private static final int LONGEST_LINE = 1 << 26;

  private final Lines lines;
  private final boolean lenient;
  private final RecordingHeader header;
  private long leftOut;
  private boolean cutOffTold;
  private @Nullable DamagedRecordingException firstDamage;

  /**
   * Opens a file and reads its header.
   *
   * @param lenient whether to go on after a damaged line; the header must be whole all the same
   * @throws DamagedRecordingException where the header is none
   */
  public static RecordingReader open(Path file, boolean lenient) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new RecordingReader(in, lenient);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads the header from {@code in}, which is the reader's from then on where this succeeds.
   *
   * @throws DamagedRecordingException where the header is none
   */
  public RecordingReader(InputStream in, boolean lenient) throws IOException {
    this(in, lenient, LONGEST_LINE);
  }

  RecordingReader(InputStream in, boolean lenient, int longestLine) throws IOException {
    this.lenient = lenient;
    BufferedInputStream peeked = new BufferedInputStream(in, 1 << 16);
    peeked.mark(2);
    boolean compressed = peeked.read() == 0x1F && peeked.read() == 0x8B;
    peeked.reset();
    lines = new Lines(compressed ? gunzip(peeked) : peeked, longestLine);
    header = readHeader();
  }

  private static InputStream gunzip(InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, 1 << 16);
    } catch (EOFException | ZipException e) {
      throw new DamagedRecordingException(1, CUT_OFF);
    }
  }

  public RecordingHeader header() {
    return header;
  }

  /**
   * The next event, or {@code null} at the end.
   *
   * @throws DamagedRecordingException where a line is damaged, and the reading is not lenient
   */
  public @Nullable DiscordEvent next() throws IOException {
    return next(guild -> {});
  }

  /**
   * The next event, or {@code null} at the end.
   *
   * @param guilds told of each guild that was announced between the last event and this one
   * @throws DamagedRecordingException where a line is damaged, and the reading is not lenient
   */
  public @Nullable DiscordEvent next(Consumer<GuildDefinition> guilds) throws IOException {
    Line line = line(guilds);
    while (line != null && line.event() == null) {
      line = line(guilds);
    }
    return line == null ? null : line.event();
  }

  /** As {@link #next(Consumer)}, but reads no more than a line; {@code null} at the end. */
  @Nullable Line line(Consumer<GuildDefinition> guilds) throws IOException {
    if (lines.next()) {
      try {
        if (lines.blank()) {
          return Line.NOTHING;
        }
        if (lines.tooLong() || !lines.startWith(GUILD)) {
          return new Line(read(parser -> EventForm.read(parser, null)));
        }
        guilds.accept(read(this::guild));
      } catch (DamagedRecordingException e) {
        leaveOut(e);
      }
      return Line.NOTHING;
    }
    if (lines.cutOff() && !cutOffTold) {
      cutOffTold = true;
      leaveOut(new DamagedRecordingException(lines.number() + 1, CUT_OFF));
    }
    return null;
  }

  /** The number of the line that was read last; the header is line 1. */
  public long line() {
    return lines.number();
  }

  /** How many damaged lines were left out. */
  public long leftOut() {
    return leftOut;
  }

  /** The first damage that was left out, or {@code null}. */
  public @Nullable DamagedRecordingException firstDamage() {
    return firstDamage;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private RecordingHeader readHeader() throws IOException {
    try (JsonParser parser = JSON.createParser(lines.first())) {
      parser.nextToken();
      RecordingHeader read = new HeaderDraft(parser).read();
      if (parser.nextToken() != null) {
        throw new DamagedRecordingException(1, "goes on after the header");
      }
      return read;
    } catch (FormException e) {
      throw new DamagedRecordingException(1, "is no header of a file of events: " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new DamagedRecordingException(
          1, "is no header of a file of events: " + (lines.cutOff() ? CUT_OFF : problem(e)));
    }
  }

  /** Reads what a line holds. */
  private interface Reading<T> {
    T from(JsonParser parser) throws IOException, FormException;
  }

  private GuildDefinition guild(JsonParser parser) throws IOException, FormException {
    parser.nextToken();
    parser.nextToken();
    GuildDefinition guild = GuildForm.read(parser);
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw damaged("goes on after its guild");
    }
    return guild;
  }

  private <T> T read(Reading<T> reading) throws IOException {
    if (lines.tooLong()) {
      throw damaged("is longer than a line may be");
    }
    try (JsonParser parser = JSON.createParser(lines.bytes(), lines.offset(), lines.length())) {
      parser.nextToken();
      T read = reading.from(parser);
      if (parser.nextToken() != null) {
        throw damaged("goes on after its end");
      }
      return read;
    } catch (FormException e) {
      throw damaged(String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      if (lines.cutOff()) {
        cutOffTold = true;
        throw damaged(CUT_OFF);
      }
      throw damaged(problem(e));
    }
  }

  private DamagedRecordingException damaged(String problem) {
    return new DamagedRecordingException(lines.number(), problem);
  }

  /** Without the words of the line, which may be someone's message. */
  private static String problem(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "ends in the middle; is the file cut off?";
    }
    if (e instanceof StreamConstraintsException) {
      return "is nested too deeply, or a value in it is too long";
    }
    JsonLocation place = e.getLocation();
    return place == null ? "is not JSON" : "is not JSON, column " + place.getColumnNr();
  }

  private void leaveOut(DamagedRecordingException damage) throws DamagedRecordingException {
    if (!lenient) {
      throw damage;
    }
    leftOut++;
    if (firstDamage == null) {
      firstDamage = damage;
    }
  }
}
