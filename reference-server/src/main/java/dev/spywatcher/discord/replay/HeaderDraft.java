package dev.spywatcher.discord.replay;

import com.fasterxml.jackson.core.JsonParser;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.form.FieldReader;
import dev.spywatcher.discord.form.FormException;
import dev.spywatcher.discord.form.GuildForm;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A header while its fields are being read. */
final class HeaderDraft {

  private final JsonParser parser;
  private final FieldReader fields;
  private @Nullable String format;
  private @Nullable Long version;
  private @Nullable String scenario;
  private @Nullable Long seed;
  private final Map<String, GuildDefinition> guilds = new LinkedHashMap<>();

  HeaderDraft(JsonParser parser) {
    this.parser = parser;
    this.fields = new FieldReader(parser);
  }

  RecordingHeader read() throws IOException, FormException {
    fields.object("line");
    String field = fields.next();
    while (field != null) {
      take(field);
      field = fields.next();
    }
    checkFormat();
    return new RecordingHeader(scenario, seed, List.copyOf(guilds.values()));
  }

  private void take(String field) throws IOException, FormException {
    switch (field) {
      case "format" -> format = fields.text();
      case "version" -> {
        version = fields.number();
        checkFormat();
      }
      case "scenario" -> scenario = fields.text();
      case "seed" -> seed = fields.number();
      case "guilds" -> guilds();
      default -> {
        checkFormat();
        throw fields.here("is not a field here; known are format, guilds, scenario, seed, version");
      }
    }
  }

  /** Asked as soon as it can be: what another version says may be read wrongly. */
  private void checkFormat() throws FormException {
    if (!RecordingHeader.FORMAT.equals(format)) {
      throw fields.fault("format", "is not \"" + RecordingHeader.FORMAT + "\"");
    }
    if (fields.required(version, "version", "1") != RecordingHeader.VERSION) {
      throw fields.fault("version", version + " is not 1, the version that this program reads");
    }
  }

  private void guilds() throws IOException, FormException {
    if (!fields.list()) {
      return;
    }
    while (fields.nextElement()) {
      GuildDefinition guild = GuildForm.read(parser);
      if (guilds.put(guild.id(), guild) != null) {
        throw fields.here("the id \"" + guild.id() + "\" stands twice in this list");
      }
    }
  }
}
