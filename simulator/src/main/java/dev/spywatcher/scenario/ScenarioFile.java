package dev.spywatcher.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the YAML of a scenario, and names whatever is wrong by file, line and key. */
public final class ScenarioFile {

  private static final long LARGEST_BYTES = 1 << 20;
  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2099-12-31T00:00:00Z");

  private static final int MOST_BEGINNINGS = 10_000;
  private static final int MOST_UNDER_WAY = 1_000_000;

  private ScenarioFile() {}

  /** Whether {@code text} names a file, not a built-in scenario. */
  public static boolean isFile(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml") || text.contains("/");
  }

  /**
   * The scenario in a file.
   *
   * @param faults says which faults it can have
   * @throws ScenarioException where it cannot be read, or is wrong
   */
  public static Scenario read(Path file, FaultCatalogue faults) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new ScenarioException(file + ": is larger than 1 MiB; a scenario takes a page");
      }
      byte[] bytes = Files.readAllBytes(file);
      String yaml = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(file.toString(), yaml, faults);
    } catch (NoSuchFileException e) {
      throw new ScenarioException(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new ScenarioException(file + ": is not text in UTF-8");
    } catch (IOException e) {
      throw new ScenarioException(file + ": cannot be read");
    }
  }

  /**
   * The scenario in a text.
   *
   * @param file what messages call it
   * @param faults says which faults it can have
   * @throws ScenarioException where it is wrong
   */
  static Scenario parse(String file, String yaml, FaultCatalogue faults) {
    Section root =
        Section.of(
            file,
            yaml,
            "name",
            "description",
            "seed",
            "begins",
            "length",
            "demo-user",
            "guilds",
            "faults");
    String name =
        root.required(
            "name",
            item -> {
              if (!item.text().matches("[a-z0-9][a-z0-9-]{0,39}")) {
                throw item.isNot("a name of up to 40 small letters, digits and dashes");
              }
              return item.text();
            });
    String description = root.required("description", Item::text);
    long seed = root.optional("seed", 42L, item -> item.whole(Long.MIN_VALUE, Long.MAX_VALUE));
    Instant begins =
        root.optional(
            "begins",
            Instant.parse("2026-03-02T08:00:00Z"),
            item -> {
              Instant instant = item.instant();
              if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw item.isNot("a time from 2020 to 2099");
              }
              return instant;
            });
    Duration length =
        root.optional("length", Duration.ofHours(1), item -> item.duration(Duration.ofSeconds(1)));
    DemoUser user =
        root.optional("demo-user", DemoUser.USUAL, item -> demoUser(item.section("id", "name")));
    List<GuildPlan> guilds =
        root.required("guilds", item -> guilds(name, begins, item.items(1, 1_000)));
    List<PlannedFault> planned =
        root.optional("faults", List.of(), item -> FaultSection.read(item, faults, length));
    root.end();
    long members = guilds.stream().mapToLong(guild -> guild.cast().size()).sum();
    if (members > 3_000_000) {
      throw root.fault(
          String.format(
              Locale.ROOT, "guilds: %,d members together are more than 3,000,000", members));
    }
    requireToFit(root, guilds);
    return new Scenario(name, description, user, seed, begins, length, guilds, planned);
  }

  /** What is under way lies in memory, so there are bounds to it, which no guild comes near. */
  private static void requireToFit(Section root, List<GuildPlan> guilds) {
    double beginnings =
        guilds.stream().mapToDouble(guild -> guild.tempo().beginningsPerSecond()).sum();
    if (beginnings > MOST_BEGINNINGS) {
      throw root.fault(
          String.format(
              Locale.ROOT,
              "guilds: together they begin %,.0f things a second; make the periods longer, for at"
                  + " most %,d",
              beginnings,
              MOST_BEGINNINGS));
    }
    double underWay = guilds.stream().mapToDouble(guild -> guild.tempo().underWay()).sum();
    if (underWay > MOST_UNDER_WAY) {
      throw root.fault(
          String.format(
              Locale.ROOT,
              "guilds: %,.0f visits and messages would be under way at a time; make 'stay', 'decay'"
                  + " or 'messages' smaller, or 'joins' or 'conversations' longer, for at most %,d",
              underWay,
              MOST_UNDER_WAY));
    }
  }

  private static DemoUser demoUser(Section section) {
    DemoUser user =
        new DemoUser(
            section.required("id", ScenarioFile::snowflake), section.required("name", Item::text));
    section.end();
    return user;
  }

  static String snowflake(Item item) {
    String id = item.text();
    if (!id.matches("[1-9][0-9]{16,18}")
        || id.compareTo("9200000000000000000") > 0 && id.length() == 19) {
      throw item.isNot("a Discord id: 17 to 19 digits, in quotes");
    }
    return id;
  }

  private static List<GuildPlan> guilds(String scenario, Instant begins, List<Item> items) {
    List<GuildPlan> guilds = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Item item : items) {
      GuildPlan guild = GuildSection.read(item, scenario, guilds.size(), begins);
      if (!ids.add(guild.id())) {
        throw item.fault("id: " + guild.id() + " is the id of another guild too");
      }
      guilds.add(guild);
    }
    return guilds;
  }
}
