package dev.spywatcher.discord.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.form.EventForm;
import dev.spywatcher.discord.form.GuildForm;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a file of events, line by line. What it writes follows from the events alone: not from
 * locale, time zone, platform or the order of a set. Lines without a header, as from several
 * writers side by side, may be put together after one. Not thread-safe.
 */
public final class RecordingWriter implements Closeable, Flushable {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final JsonGenerator json;
  private final EventForm form;
  private long events;

  /** A writer to {@code out}, which it buffers. */
  public RecordingWriter(OutputStream out) throws IOException {
    json = JSON.createGenerator(out);
    json.setRootValueSeparator(null);
    form = new EventForm(json);
  }

  /** Writes the first line. */
  public void header(RecordingHeader header) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", RecordingHeader.FORMAT);
    json.writeNumberField("version", RecordingHeader.VERSION);
    if (header.scenario() != null) {
      json.writeStringField("scenario", header.scenario());
    }
    if (header.seed() != null) {
      json.writeNumberField("seed", header.seed());
    }
    json.writeArrayFieldStart("guilds");
    for (GuildDefinition guild : header.guilds()) {
      GuildForm.write(guild, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Writes an event, one line. */
  public void event(DiscordEvent event) throws IOException {
    form.write(event);
    json.writeRaw('\n');
    events++;
  }

  /** Writes that a guild is from now on as this says, one line. */
  public void guild(GuildDefinition guild) throws IOException {
    json.writeStartObject();
    json.writeFieldName("guild");
    GuildForm.write(guild, json);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** How many events were written. */
  public long events() {
    return events;
  }

  /** Hands over all whole lines to the stream, and flushes that. */
  @Override
  public void flush() throws IOException {
    json.flush();
  }

  /** Writes what is buffered, and closes the stream. */
  @Override
  public void close() throws IOException {
    json.close();
  }
}
