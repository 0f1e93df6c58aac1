package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.form.EventForm;
import dev.spywatcher.discord.form.FormException;
import dev.spywatcher.discord.form.GuildForm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a script can have happen in the fake, below {@code /control}: guilds, events, faults, and a
 * look at who is there. The same calls as the control API of the server, where both have them.
 * Thread-safe.
 */
final class ControlApi {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LARGEST_BODY = 64 << 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final World world;
  private final Faults faults;
  private final Journal journal;
  private final Runnable reset;
  private final InstantSource clock;

  ControlApi(World world, Faults faults, Journal journal, Runnable reset, InstantSource clock) {
    this.world = world;
    this.faults = faults;
    this.journal = journal;
    this.reset = reset;
    this.clock = clock;
  }

  /** A call that is refused, with its status. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int index;

    Refused(int status, String message) {
      this(status, message, -1);
    }

    Refused(int status, String message, int index) {
      super(message, null, false, false);
      this.status = status;
      this.index = index;
    }
  }

  /** Answers a request whose path begins below {@code /control}. */
  RestAnswer answer(RestRequest request) {
    try {
      String foreign = CallerCheck.fault(request.header());
      if (foreign != null) {
        throw new Refused(403, foreign);
      }
      if (request.body().length > LARGEST_BODY) {
        throw new Refused(413, "body: is over 64 MiB; send it in parts");
      }
      return called(request);
    } catch (Refused e) {
      ObjectNode body = Json.object().put("code", code(e.status)).put("message", e.getMessage());
      return new RestAnswer(e.status, e.index < 0 ? body : body.put("index", e.index));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RestAnswer(503, Json.object().put("code", "shutting_down").put("message", ""));
    }
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> "invalid";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 408 -> "timeout";
      default -> "too_large";
    };
  }

  private RestAnswer called(RestRequest request) throws Refused, InterruptedException {
    List<String> path = request.segments();
    String what = path.isEmpty() ? "" : path.get(0);
    return switch (what) {
      case "guilds" -> guilds(request);
      case "events" -> only("POST", request, 1, () -> events(request));
      case "reset" ->
          only(
              "POST",
              request,
              1,
              () -> {
                reset.run();
                return RestAnswer.DONE;
              });
      case "faults" -> faults(request);
      case "sessions" -> sessions(request);
      case "received" -> only("GET", request, 1, () -> RestAnswer.ok(received()));
      default ->
          throw new Refused(
              404,
              "there are /control/guilds, /control/events, /control/reset, /control/faults,"
                  + " /control/sessions and /control/received");
    };
  }

  private interface Call {
    RestAnswer run() throws Refused, InterruptedException;
  }

  private static RestAnswer only(String method, RestRequest request, int segments, Call call)
      throws Refused, InterruptedException {
    if (request.segments().size() != segments) {
      throw new Refused(404, "there is nothing below /control/" + request.segments().get(0));
    }
    if (!request.method().equals(method)) {
      throw new Refused(405, request.method() + ": use " + method);
    }
    return call.run();
  }

  private RestAnswer guilds(RestRequest request) throws Refused, InterruptedException {
    List<String> path = request.segments();
    if (path.size() == 1) {
      return only("GET", request, 1, () -> RestAnswer.ok(ControlViews.guilds(world)));
    }
    String id = path.get(1);
    if (path.size() == 4 && path.get(2).equals("members")) {
      return only(
          "DELETE",
          request,
          4,
          () -> found(world.removeMember(id, path.get(3)), "that guild has no such member"));
    }
    if (path.size() != 2) {
      throw new Refused(404, "below a guild there is only members/{userId}");
    }
    return switch (request.method()) {
      case "GET" -> {
        ObjectNode guild = ControlViews.guild(world, id);
        if (guild == null) {
          throw new Refused(404, "there is no guild " + shown(id));
        }
        yield RestAnswer.ok(guild);
      }
      case "PUT" -> {
        try (JsonParser parser = begun(request)) {
          world.put(GuildForm.read(parser, id));
          yield RestAnswer.DONE;
        } catch (FormException | IllegalArgumentException e) {
          throw new Refused(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
          throw notJson(e);
        }
      }
      case "DELETE" -> found(world.removeGuild(id), "there is no guild " + shown(id));
      default -> throw new Refused(405, request.method() + ": use GET, PUT or DELETE");
    };
  }

  private static RestAnswer found(boolean was, String otherwise) throws Refused {
    if (!was) {
      throw new Refused(404, otherwise);
    }
    return RestAnswer.DONE;
  }

  private RestAnswer events(RestRequest request) throws Refused {
    List<DiscordEvent> events = new ArrayList<>();
    Instant now = clock.instant();
    boolean array = false;
    try (JsonParser parser = begun(request)) {
      array = parser.hasToken(JsonToken.START_ARRAY);
      if (array) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          events.add(EventForm.read(parser, now));
        }
      } else {
        events.add(EventForm.read(parser, now));
      }
      world.happen(events);
    } catch (FormException e) {
      throw new Refused(400, String.valueOf(e.getMessage()), events.size());
    } catch (RejectedEventException e) {
      throw new Refused(400, String.valueOf(e.getMessage()), e.index());
    } catch (IOException e) {
      throw notJson(e);
    }
    return new RestAnswer(202, Json.object().put("accepted", events.size()));
  }

  private RestAnswer faults(RestRequest request) throws Refused, InterruptedException {
    if (request.segments().size() == 1) {
      return only("GET", request, 1, () -> RestAnswer.ok(ControlViews.faults(faults)));
    }
    if (request.segments().size() != 2) {
      throw new Refused(404, "below /control/faults there is only the name of a fault");
    }
    String name = request.segments().get(1);
    try {
      FaultCatalog.named(name);
    } catch (IllegalArgumentException e) {
      throw new Refused(404, String.valueOf(e.getMessage()));
    }
    return switch (request.method()) {
      case "PUT" -> {
        try {
          Fault fault = FaultCatalog.fault(name, new FaultParameters(fields(request)));
          int struck = faults.strike(fault);
          String count = fault instanceof GatewayFault ? "connections" : "requests";
          yield RestAnswer.ok(Json.object().put("fault", name).put(count, struck));
        } catch (IllegalArgumentException e) {
          throw new Refused(400, String.valueOf(e.getMessage()));
        }
      }
      case "DELETE" -> {
        faults.lift(name);
        yield RestAnswer.DONE;
      }
      default -> throw new Refused(405, request.method() + ": use PUT or DELETE");
    };
  }

  private static JsonNode fields(RestRequest request) throws Refused {
    if (request.body().length == 0) {
      return Json.object();
    }
    try {
      return MAPPER.readTree(request.body());
    } catch (IOException e) {
      throw notJson(e);
    }
  }

  private RestAnswer sessions(RestRequest request) throws Refused, InterruptedException {
    List<String> path = request.segments();
    if (path.size() == 2 && path.get(1).equals("wait")) {
      return only("GET", request, 2, () -> awaitSessions(request));
    }
    return only(
        "GET",
        request,
        1,
        () ->
            RestAnswer.ok(ControlViews.sessions(world.whole(() -> world.sessions().described()))));
  }

  private RestAnswer awaitSessions(RestRequest request) throws Refused, InterruptedException {
    ObjectNode query = Json.object();
    String timeout = request.query().apply("timeout");
    if (timeout != null) {
      query.put("timeout", timeout);
    }
    Duration patience;
    try {
      patience = new FaultParameters(query).duration("timeout", Duration.ofSeconds(30));
    } catch (IllegalArgumentException e) {
      throw new Refused(400, String.valueOf(e.getMessage()));
    }
    Predicate<List<Identified>> connected = all -> all.stream().anyMatch(Identified::connected);
    List<Identified> sessions =
        world.awaitSessions(
            connected, patience.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : patience);
    if (!connected.test(sessions)) {
      throw new Refused(408, "no bot has logged in within " + patience.toMillis() + "ms");
    }
    return RestAnswer.ok(ControlViews.sessions(sessions));
  }

  private ArrayNode received() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    journal.entries().forEach(entry -> all.add(ControlViews.received(entry)));
    return all;
  }

  private static JsonParser begun(RestRequest request) throws Refused, IOException {
    JsonParser parser = MAPPER.createParser(request.body());
    if (parser.nextToken() == null) {
      throw new Refused(400, "body: is empty; send JSON");
    }
    return parser;
  }

  private static Refused notJson(IOException e) {
    return new Refused(
        400,
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? "body: is not JSON, line "
                + json.getLocation().getLineNr()
                + ", column "
                + json.getLocation().getColumnNr()
            : "body: is not JSON");
  }

  private static @Nullable String shown(String id) {
    return id.length() > 30 ? id.substring(0, 30) + "…" : id;
  }
}
