package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.cli.GuildView.Member;
import dev.spywatcher.cli.GuildView.Named;
import dev.spywatcher.scenario.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code trigger} can make happen in Discord. */
enum Happening {
  MESSAGE("someone writes in a channel", "message:new", true) {
    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      return List.of(
          inChannel(scene, who, "message").put("content", "Hello from spywatcher trigger"));
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      return "wrote in " + channel(scene, all);
    }
  },

  TYPING("someone begins to type", "analytics:update", true) {
    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      return List.of(inChannel(scene, who, "typing"));
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      return "began to type in " + channel(scene, all);
    }
  },

  PRESENCE("someone's status changes", "presence:update", false) {
    private final List<String> round = List.of("online", "idle", "dnd");

    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      String next = round.get((round.indexOf(who.status()) + 1) % round.size());
      scene.becomes(who.withStatus(next));
      List<String> platforms = who.platforms().isEmpty() ? List.of("desktop") : who.platforms();
      return List.of(presence(scene, who, platforms).put("status", next));
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      return all.size() > 1
          ? "changed status" + inGuild(scene)
          : "is now " + all.get(0).main().path("status").asText() + inGuild(scene);
    }
  },

  MULTI_CLIENT("someone is on several clients at once", "alert:multiClient", false) {
    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      // The alert is for a set of clients other than the one before: hence one client first.
      return List.of(
          presence(scene, who, List.of("desktop")),
          presence(scene, who, List.of("desktop", "mobile")));
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      List<String> platforms = new ArrayList<>();
      all.get(0).main().path("platforms").forEach(platform -> platforms.add(platform.asText()));
      return "came on " + String.join(" and ", platforms) + " at once" + inGuild(scene);
    }
  },

  ROLE("someone gets a role", "role:change", false) {
    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      List<String> had = who.roles();
      List<String> roles = scene.roles().stream().map(Named::id).toList();
      if (roles.isEmpty()) {
        throw CommandFailure.failed(scene.guildName() + " has no role to give");
      }
      List<ObjectNode> events = new ArrayList<>();
      List<String> next = new ArrayList<>(had);
      String added =
          roles.stream().filter(role -> !had.contains(role)).findFirst().orElse(roles.get(0));
      if (next.remove(added)) {
        events.add(roles(scene, who, next));
      }
      next.add(added);
      events.add(roles(scene, who, next));
      scene.becomes(who.withRoles(next));
      return events;
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      String roleId = all.get(0).main().path("roles").path(0).asText();
      for (var role : all.get(0).main().path("roles")) {
        roleId = role.asText();
      }
      return all.size() > 1
          ? "got a role" + inGuild(scene)
          : "got the role "
              + Named.find(scene.roles(), roleId)
                  .map(role -> Plain.name(role.name(), 20))
                  .orElse(roleId)
              + inGuild(scene);
    }

    private ObjectNode roles(Scene scene, Member who, List<String> roles) {
      return scene.event("roles", who).set("roles", Scene.array(roles));
    }
  },

  JOIN("someone new joins", "user:join", true) {
    @Override
    List<Member> cast(Scene scene, int count) {
      List<Member> newcomers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        newcomers.add(scene.newcomer());
      }
      return newcomers;
    }

    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      return List.of(
          scene
              .event("join", who)
              .put("username", who.username())
              .put("createdAt", scene.createdAt(who.userId()).toString())
              .put("bot", false));
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      return "joined " + scene.guildName();
    }
  },

  LEAVE("someone leaves; their subscriptions to the guild end", "", false) {
    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      return List.of(scene.event("leave", who));
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      return "left " + scene.guildName();
    }
  },

  ANALYTICS("the figures change, by a typing start", "analytics:update", true) {
    @Override
    List<ObjectNode> events(Scene scene, Member who) {
      return TYPING.events(scene, who);
    }

    @Override
    String told(Scene scene, List<Occurrence> all) {
      return TYPING.told(scene, all);
    }
  };

  /** One happening: its events must be taken together. */
  record Occurrence(Member who, List<ObjectNode> events) {
    /** The event that raises what clients see. */
    ObjectNode main() {
      return events.get(events.size() - 1);
    }
  }

  private final String meaning;
  private final String seen;
  private final boolean silentForBots;

  Happening(String meaning, String seen, boolean silentForBots) {
    this.meaning = meaning;
    this.seen = seen;
    this.silentForBots = silentForBots;
  }

  /** What {@code who} does. */
  abstract List<ObjectNode> events(Scene scene, Member who);

  /** What was done, as the rest of a sentence that begins with who did it. */
  abstract String told(Scene scene, List<Occurrence> all);

  /** Who does it, one for each of {@code count} times. */
  List<Member> cast(Scene scene, int count) {
    List<Member> people = scene.cast();
    if (this == LEAVE && count > people.size()) {
      throw Value.ofOption("--count", Integer.toString(count))
          .isNot("so few that they can leave; there are " + people.size());
    }
    List<Member> cast = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cast.add(people.get(i % people.size()));
    }
    return cast;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String meaning() {
    return meaning;
  }

  /** The event that clients receive; empty where there is none. */
  String seen(List<Occurrence> all) {
    boolean bots = !all.isEmpty() && all.stream().allMatch(one -> one.who().bot());
    return silentForBots && bots ? "" : seen;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Happening::word).toList();
  }

  static Happening named(Value word) {
    return Arrays.stream(values())
        .filter(happening -> happening.word().equals(word.text()))
        .findFirst()
        .orElseThrow(
            () ->
                word.isNot(
                    "an event; nearest: %s; there are %s"
                        .formatted(Nearest.to(word.text(), words()), String.join(", ", words()))));
  }

  private static ObjectNode inChannel(Scene scene, Member who, String type) {
    return scene.event(type, who).put("channelId", scene.channel().id());
  }

  private static ObjectNode presence(Scene scene, Member who, List<String> platforms) {
    ObjectNode event = scene.event("presence", who).put("status", "online");
    return event.set("platforms", Scene.array(platforms));
  }

  private static String inGuild(Scene scene) {
    return " in " + scene.guildName();
  }

  private static String channel(Scene scene, List<Occurrence> all) {
    String id = all.get(0).main().path("channelId").asText();
    Named channel = scene.channel();
    String name = channel.id().equals(id) ? "#" + Plain.name(channel.name(), 20) : id;
    return name + " of " + scene.guildName();
  }
}
