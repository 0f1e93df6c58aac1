package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Repertoire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The calls that tell what the source plays, and have it play something else.
 *
 * <p>With a {@code scenario} or a {@code seed} it is another play: the server forgets all guilds,
 * activity, throttles and limits, every subscription ends, connections stay. With a {@code speed}
 * alone the play goes on and nothing ends.
 */
record PlayCalls(@Nullable DiscordSource source, Commands commands) {

  private static final String MAX = "max";

  Reply tell() throws ControlError {
    return Reply.ok(told(repertoire()));
  }

  Reply play(Call call) throws ControlError, NotEverywhereException, IOException {
    Repertoire repertoire = repertoire();
    Repertoire.Playing playing = repertoire.playing();
    Fields fields = Fields.of(call.body(), "");
    @Nullable String scenario = fields.optionalText("scenario");
    @Nullable Long seed = fields.optionalNumber("seed");
    @Nullable Double speed = speed(fields.optional("speed"));
    fields.end();
    if (scenario == null && seed == null && speed == null) {
      throw ControlError.invalid("body: has nothing to do; give scenario, seed or speed");
    }
    double pace = speed == null ? playing.speed() : speed;
    Commands.Done done;
    try {
      if (scenario == null && seed == null) {
        done = commands.pace(pace);
      } else {
        String name = scenario == null ? playing.scenario() : scenario;
        repertoire.check(new Repertoire.Playing(name, 0, pace));
        done =
            commands.play(
                new Repertoire.Playing(name, seed == null ? seed(repertoire, name) : seed, pace));
      }
    } catch (IllegalArgumentException e) {
      throw ControlError.invalid(String.valueOf(e.getMessage()));
    }
    return Reply.ok(Answers.servers(told(repertoire), done.servers()));
  }

  private Repertoire repertoire() throws ControlError {
    Repertoire repertoire = source == null ? null : source.repertoire();
    if (repertoire == null) {
      throw ControlError.of(
          409,
          "nothing_to_play",
          "the source "
              + (source == null ? "none" : source.name())
              + " plays no scenarios; serve --source simulator does");
    }
    return repertoire;
  }

  private static long seed(Repertoire repertoire, String scenario) {
    return repertoire.pieces().stream()
        .filter(piece -> piece.name().equals(scenario))
        .findFirst()
        .map(Repertoire.Piece::seed)
        .orElse(1L);
  }

  private static @Nullable Double speed(@Nullable JsonNode value) throws ControlError {
    if (value == null) {
      return null;
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    if (value.isTextual() && value.textValue().equals(MAX)) {
      return Repertoire.FULL_SPEED;
    }
    throw ControlError.invalid(
        "speed: "
            + Fields.shown(value)
            + " is not a factor on time from 0.001 to 1000, 0 to pause, or \"max\"");
  }

  private static ObjectNode told(Repertoire repertoire) {
    ObjectNode answer = Answers.JSON.createObjectNode();
    answer.set("playing", playing(repertoire));
    ArrayNode pieces = answer.putArray("scenarios");
    for (Repertoire.Piece piece : repertoire.pieces()) {
      pieces
          .addObject()
          .put("name", piece.name())
          .put("description", piece.description())
          .put("seed", piece.seed());
    }
    return answer;
  }

  static ObjectNode playing(Repertoire repertoire) {
    Repertoire.Playing playing = repertoire.playing();
    ObjectNode node =
        Answers.JSON
            .createObjectNode()
            .put("scenario", playing.scenario())
            .put("seed", playing.seed());
    return playing.speed() == Repertoire.FULL_SPEED
        ? node.put("speed", MAX)
        : node.put("speed", playing.speed());
  }
}
