package dev.spywatcher.discord.form;

import dev.spywatcher.discord.GuildDefinition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A guild while its fields are being read, in whatever order they come. */
final class GuildDraft {

  private static final String A_TIME = "a time such as 2026-01-31T12:00:00Z";
  private static final String AN_ID = "a Discord id as a string";

  private final FieldReader fields;
  private @Nullable String id;
  private @Nullable String name;
  private Map<String, GuildDefinition.Channel> channels = Map.of();
  private Map<String, GuildDefinition.Role> roles = Map.of();
  private List<GuildDefinition.Member> members = List.of();

  GuildDraft(FieldReader fields) {
    this.fields = fields;
  }

  /**
   * The guild.
   *
   * @param known the id that it has; {@code null} where it says so itself
   */
  GuildDefinition read(@Nullable String known) throws IOException, FormException {
    fields.object("guild");
    String field = fields.next();
    while (field != null) {
      switch (field) {
        case "id" -> id = fields.id();
        case "name" -> name = fields.text();
        case "channels" -> channels = named(GuildDefinition.Channel::new);
        case "roles" -> roles = named(GuildDefinition.Role::new);
        case "members" -> members = members();
        default -> throw unknown(field, "channels, id, members, name, roles");
      }
      field = fields.next();
    }
    if (known != null && id != null && !id.equals(known)) {
      throw fields.fault("id", "is not the id in the path, \"" + known + "\"; leave it out");
    }
    String guildId = known == null ? fields.required(id, "id", AN_ID) : known;
    checkRoles();
    return new GuildDefinition(
        guildId,
        name == null ? "Guild " + guildId : name,
        List.copyOf(channels.values()),
        List.copyOf(roles.values()),
        members);
  }

  private void checkRoles() throws FormException {
    for (int i = 0; i < members.size(); i++) {
      for (String roleId : members.get(i).roleIds()) {
        if (!roles.containsKey(roleId)) {
          throw fields.fault(
              "members[" + i + "].roles",
              "\"" + roleId + "\" is not among the roles of this guild");
        }
      }
    }
  }

  private <T> Map<String, T> named(BiFunction<String, String, T> make)
      throws IOException, FormException {
    Map<String, T> all = new LinkedHashMap<>();
    if (fields.list()) {
      while (fields.nextElement()) {
        fields.object("");
        String ownId = null;
        String ownName = null;
        String field = fields.next();
        while (field != null) {
          switch (field) {
            case "id" -> ownId = fields.id();
            case "name" -> ownName = fields.text();
            default -> throw unknown(field, "id, name");
          }
          field = fields.next();
        }
        String key = fields.required(ownId, "id", AN_ID);
        T made = make.apply(key, fields.required(ownName, "name", "a string"));
        if (all.put(key, made) != null) {
          throw twice("id", key);
        }
      }
    }
    return all;
  }

  private List<GuildDefinition.Member> members() throws IOException, FormException {
    List<GuildDefinition.Member> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    if (fields.list()) {
      while (fields.nextElement()) {
        GuildDefinition.Member member = member();
        if (!taken.add(member.userId())) {
          throw twice("userId", member.userId());
        }
        all.add(member);
      }
    }
    return all;
  }

  private GuildDefinition.Member member() throws IOException, FormException {
    fields.object("");
    String userId = null;
    String username = null;
    Instant createdAt = null;
    boolean bot = false;
    List<String> roleIds = null;
    String field = fields.next();
    while (field != null) {
      switch (field) {
        case "userId" -> userId = fields.id();
        case "username" -> username = fields.text();
        case "createdAt" -> createdAt = fields.instant();
        case "bot" -> bot = fields.flag();
        case "roles" -> roleIds = fields.ids();
        default -> throw unknown(field, "bot, createdAt, roles, userId, username");
      }
      field = fields.next();
    }
    return new GuildDefinition.Member(
        fields.required(userId, "userId", AN_ID),
        fields.required(username, "username", "a string"),
        fields.required(createdAt, "createdAt", A_TIME),
        bot,
        roleIds == null ? List.of() : roleIds);
  }

  private FormException unknown(String field, String known) {
    return fields.here("is not a field here; known are " + known);
  }

  private FormException twice(String field, String value) {
    return fields.fault(field, "\"" + value + "\" stands twice in this list");
  }
}
