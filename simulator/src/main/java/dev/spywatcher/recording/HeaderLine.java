package dev.spywatcher.recording;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The first line of a file of events, byte for byte as {@link
 * dev.spywatcher.discord.replay.RecordingWriter} writes it, but member by member: a million of them
 * never lie in memory together.
 */
public final class HeaderLine {

  private static final int FULL = 1 << 16;

  private final OutputStream out;
  private final ByteText text = new ByteText(2 * FULL);
  private boolean first;

  private HeaderLine(OutputStream out) {
    this.out = out;
  }

  /** Writes the header of a play. */
  public static void write(Scenario scenario, long seed, Population population, OutputStream out)
      throws IOException {
    HeaderLine header = new HeaderLine(out);
    try {
      header.write(scenario.name(), seed, population);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private void write(String scenario, long seed, Population population) {
    text.add("{\"format\":\"spywatcher-events\",\"version\":1,\"scenario\":\"");
    text.addEscaped(scenario).add("\",\"seed\":").add(Long.toString(seed)).add(",\"guilds\":[");
    boolean firstGuild = true;
    for (Crowd crowd : population.crowds()) {
      text.add(firstGuild ? "" : ",");
      firstGuild = false;
      guild(crowd);
    }
    text.add("]}\n");
    drain();
  }

  private void guild(Crowd crowd) {
    named("{\"id\":\"", crowd.guild().id(), crowd.guild().name());
    text.add(",\"channels\":[");
    first = true;
    for (Channel channel : crowd.guild().channels()) {
      named(next() + "{\"id\":\"", channel.id(), channel.name());
      text.add("}");
    }
    text.add("],\"roles\":[");
    first = true;
    for (Role role : crowd.guild().roles().all()) {
      named(next() + "{\"id\":\"", role.id(), role.name());
      text.add("}");
    }
    text.add("],\"members\":[");
    first = true;
    crowd.forEachMember(this::member);
    text.add("]}");
  }

  private void named(String beginning, String id, String name) {
    text.add(beginning).addEscaped(id).add("\",\"name\":\"").addEscaped(name).add("\"");
  }

  private void member(Member member) {
    text.add(next()).add("{\"userId\":\"").addEscaped(member.userId());
    text.add("\",\"username\":\"").addEscaped(member.username()).add("\",\"createdAt\":\"");
    new ByteTime().add(member.createdAt().toEpochMilli(), text);
    text.add("\",\"bot\":").add(member.bot() ? "true" : "false").add(",\"roles\":[");
    String separator = "\"";
    for (String id : member.roleIds()) {
      text.add(separator).addEscaped(id).add("\"");
      separator = ",\"";
    }
    text.add("]}");
    if (text.length() > FULL) {
      drain();
    }
  }

  private String next() {
    String separator = first ? "" : ",";
    first = false;
    return separator;
  }

  private void drain() {
    try {
      out.write(text.bytes(), 0, text.length());
      text.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
