package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.analytics.Activity;
import dev.spywatcher.analytics.Present;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.event.WireTime;
import dev.spywatcher.room.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How one guild stands at a moment: its analytics as they are now, told or not, its throttle, and
 * its members with what the play has them be beside what the server makes of them.
 */
final class GuildOverview {

  private static final int MOST_CHANNELS = 500;
  private static final int LARGE = 50_000;

  private static final Activity NOTHING = new Activity(0, 0, 0, 0);

  /** A member, and what makes it worth a row, as it was when it was looked at. */
  private record Row(Member member, Activity activity, String username, double score) {

    static final Comparator<Row> MOST_TELLING_FIRST =
        Comparator.comparingDouble(Row::score)
            .reversed()
            .thenComparing(Row::username)
            .thenComparing(row -> row.member.userId());

    static Row of(Member member, Activity activity) {
      return new Row(member, activity, member.username(), tell(member, activity));
    }

    /** Ghosts, who is on several clients, lurkers, then the most active. */
    private static double tell(Member member, Activity activity) {
      double acts = activity.messages() + activity.typingStarts();
      double clients = member.platforms().size() > 1 ? 1 : 0;
      return activity.ghostScore() + activity.lurkerScore() + clients + acts / (acts + 100);
    }
  }

  private final Service service;
  private final Guild guild;
  private final Present present;
  private final @Nullable Repertoire repertoire;

  GuildOverview(Service service, Guild guild) {
    this.service = service;
    this.guild = guild;
    this.present = service.analytics().present(guild);
    this.repertoire = service.source() == null ? null : service.source().repertoire();
  }

  /**
   * All of it.
   *
   * @param search what a member must have in its name, id or persona; empty for any
   * @param most members to tell
   */
  ObjectNode tell(String search, int most) {
    ObjectNode answer =
        Answers.JSON
            .createObjectNode()
            .put("id", guild.id())
            .put("name", guild.name())
            .put("now", WireTime.of(service.clock().instant()));
    answer
        .putObject("throttle")
        .put("sendsNext", present.sendsNext() == null ? null : WireTime.of(present.sendsNext()))
        .put("due", present.due())
        .put(
            "subscribers", service.fanOut().subscribers(new Room(Room.Kind.ANALYTICS, guild.id())));
    analytics(answer.putObject("analytics"));
    ArrayNode channels = answer.putArray("channels");
    guild.channels().values().stream()
        .limit(MOST_CHANNELS)
        .forEach(row -> channels.addObject().put("id", row.id()).put("name", row.name()));
    ArrayNode roles = answer.putArray("roles");
    guild.roles().values().stream()
        .limit(MOST_CHANNELS)
        .forEach(row -> roles.addObject().put("id", row.id()).put("name", row.name()));
    members(answer.putObject("members"), search.toLowerCase(Locale.ROOT), most);
    return answer;
  }

  private void analytics(ObjectNode answer) {
    ArrayNode ghosts = answer.putArray("ghosts");
    present
        .ghosts()
        .forEach(
            row ->
                person(ghosts.addObject(), row.userId(), row.username())
                    .put("ghostScore", row.ghostScore()));
    ArrayNode lurkers = answer.putArray("lurkers");
    present
        .lurkers()
        .forEach(
            row ->
                person(lurkers.addObject(), row.userId(), row.username())
                    .put("lurkerScore", row.lurkerScore()));
    ArrayNode diversity = answer.putArray("channelDiversity");
    present
        .channelDiversity()
        .forEach(
            row ->
                person(diversity.addObject(), row.userId(), row.username())
                    .put("channelCount", row.channelCount()));
    long messages = 0;
    long typingStarts = 0;
    long presences = 0;
    for (Activity activity : present.users().values()) {
      messages += activity.messages();
      typingStarts += activity.typingStarts();
      presences += activity.presences();
    }
    answer
        .put("activeUsers", present.users().size())
        .put("messages", messages)
        .put("typingStarts", typingStarts)
        .put("presences", presences);
  }

  private ObjectNode person(ObjectNode row, String userId, String username) {
    return row.put("userId", userId).put("username", username).put("persona", persona(userId));
  }

  private @Nullable String persona(String userId) {
    return repertoire == null ? null : repertoire.persona(guild.id(), userId);
  }

  private void members(ObjectNode answer, String search, int most) {
    PriorityQueue<Row> leastTellingFirst =
        new PriorityQueue<>(most + 1, Row.MOST_TELLING_FIRST.reversed());
    int matched = 0;
    // In a large guild those who have done nothing are not worth a look.
    boolean large = search.isEmpty() && guild.members().size() > LARGE;
    for (Member member : large ? active() : guild.members()) {
      if (search.isEmpty() || found(member, search)) {
        matched++;
        leastTellingFirst.add(
            Row.of(member, present.users().getOrDefault(member.userId(), NOTHING)));
        if (leastTellingFirst.size() > most) {
          leastTellingFirst.poll();
        }
      }
    }
    int total = guild.members().size();
    answer.put("total", total).put("matched", large ? total : matched);
    List<Row> rows = new ArrayList<>(leastTellingFirst);
    rows.sort(Row.MOST_TELLING_FIRST);
    ArrayNode told = answer.putArray("rows");
    rows.forEach(row -> member(told.addObject(), row));
  }

  private List<Member> active() {
    List<Member> active = new ArrayList<>();
    for (String userId : present.users().keySet()) {
      Member member = guild.member(userId);
      if (member != null) {
        active.add(member);
      }
    }
    return active;
  }

  private boolean found(Member member, String search) {
    if (member.username().toLowerCase(Locale.ROOT).contains(search)
        || member.userId().contains(search)) {
      return true;
    }
    @Nullable String persona = persona(member.userId());
    return persona != null && persona.contains(search);
  }

  private void member(ObjectNode answer, Row row) {
    Member member = row.member();
    Activity activity = row.activity();
    person(answer, member.userId(), member.username())
        .put("bot", member.bot())
        .put("status", member.status().wire());
    ArrayNode platforms = answer.putArray("platforms");
    member.platforms().stream().sorted().map(Platform::wire).forEach(platforms::add);
    ArrayNode roles = answer.putArray("roles");
    member.roleIds().stream().sorted().forEach(roles::add);
    answer
        .put("messages", activity.messages())
        .put("typingStarts", activity.typingStarts())
        .put("presences", activity.presences())
        .put("channels", activity.channels())
        .put("ghostScore", activity.ghostScore())
        .put("lurkerScore", activity.lurkerScore());
  }
}
