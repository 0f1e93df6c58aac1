package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.spywatcher.bus.Peer;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.intake.RejectedEventException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that make things happen in Discord, or as if nothing had happened. An event happens
 * where its guild is ingested; a list whose guilds are ingested by several servers is looked at by
 * each of them first, and happens only where none finds fault.
 */
record EventCalls(Service service, Injection injection) {

  /** What one server asks another to look at. */
  static final String CHECK = "/control/events/check";

  private static final String EVENTS = "/control/events";

  /** Events of one list that go to one server, in order, with their places in the list. */
  private record Share(@Nullable Peer holder, List<Integer> places, ArrayNode events) {

    Asked asked(String path) throws IOException {
      return new Asked("POST", path, Answers.JSON.writeValueAsBytes(events));
    }
  }

  Reply happen(Call call) throws ControlError, IOException {
    JsonNode body = call.body();
    List<DiscordEvent> events = EventBody.parse(body, service.clock().instant());
    if (events.stream().allMatch(event -> injection.here(event.guildId()))) {
      return happened(events);
    }
    ArrayNode list = body.isArray() ? (ArrayNode) body : Answers.JSON.createArrayNode().add(body);
    Injection.Patience patience = new Injection.Patience();
    List<Share> shares = shares(events, list, places(events.size()), patience);
    if (shares.size() > 1) {
      for (Share share : shares) {
        check(share, events, patience);
      }
    }
    for (Share share : shares) {
      happen(share, events, list, patience);
    }
    return accepted(events.size());
  }

  private static List<Integer> places(int count) {
    List<Integer> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(i);
    }
    return places;
  }

  private List<Share> shares(
      List<DiscordEvent> events, ArrayNode list, List<Integer> places, Injection.Patience patience)
      throws ControlError {
    Map<Optional<String>, Share> shares = new LinkedHashMap<>();
    Map<String, Optional<Peer>> known = new LinkedHashMap<>();
    for (int place : places) {
      String guildId = events.get(place).guildId();
      Optional<Peer> holder = known.get(guildId);
      if (holder == null) {
        holder = Optional.ofNullable(injection.holder(guildId, patience));
        known.put(guildId, holder);
      }
      @Nullable Peer peer = holder.orElse(null);
      Share share =
          shares.computeIfAbsent(
              holder.map(Peer::id),
              id -> new Share(peer, new ArrayList<>(), Answers.JSON.createArrayNode()));
      share.places().add(place);
      share.events().add(list.get(place));
    }
    return List.copyOf(shares.values());
  }

  private void check(Share share, List<DiscordEvent> events, Injection.Patience patience)
      throws ControlError, IOException {
    Peer holder = share.holder();
    if (holder == null) {
      checkHere(share, of(share, events));
      return;
    }
    // Where it is gone, whoever follows it looks when the time has come.
    Reply reply = injection.tell(holder, share.asked(CHECK));
    if (reply != null) {
      refuse(reply, share);
    } else {
      Injection.pause(events.get(share.places().get(0)).guildId(), patience);
    }
  }

  private void happen(
      Share share, List<DiscordEvent> events, ArrayNode list, Injection.Patience patience)
      throws ControlError, IOException {
    Peer holder = share.holder();
    if (holder == null) {
      happenHere(share, of(share, events));
      return;
    }
    Reply reply = injection.tell(holder, share.asked(EVENTS));
    if (reply != null) {
      refuse(reply, share);
      return;
    }
    Injection.pause(events.get(share.places().get(0)).guildId(), patience);
    for (Share again : shares(events, list, share.places(), patience)) {
      happen(again, events, list, patience);
    }
  }

  private static List<DiscordEvent> of(Share share, List<DiscordEvent> events) {
    return share.places().stream().map(events::get).toList();
  }

  /** Says what another server found wrong, by the place in the list that the caller sent. */
  private static void refuse(Reply reply, Share share) throws ControlError {
    if (reply.good()) {
      return;
    }
    JsonNode error = reply.json();
    int index = error.path("index").asInt(-1);
    if (index >= 0 && index < share.places().size()) {
      throw ControlError.invalidAt(share.places().get(index), reply.message());
    }
    throw ControlError.of(reply.status(), error.path("code").asText(), reply.message());
  }

  private void checkHere(Share share, List<DiscordEvent> events) throws ControlError {
    try {
      service.intake().check(events);
    } catch (RejectedEventException e) {
      throw ControlError.invalidAt(share.places().get(e.index()), String.valueOf(e.getMessage()));
    }
  }

  private void happenHere(Share share, List<DiscordEvent> events) throws ControlError {
    try {
      service.intake().events(events);
    } catch (RejectedEventException e) {
      throw ControlError.invalidAt(share.places().get(e.index()), String.valueOf(e.getMessage()));
    }
  }

  private Reply happened(List<DiscordEvent> events) throws ControlError {
    try {
      service.intake().events(events);
    } catch (RejectedEventException e) {
      throw ControlError.invalidAt(e.index(), String.valueOf(e.getMessage()));
    }
    return accepted(events.size());
  }

  private static Reply accepted(int count) {
    return Reply.json(202, Answers.JSON.createObjectNode().put("accepted", count));
  }

  /** What another server has this one do. */
  Reply happenHere(Call call) throws ControlError, IOException {
    List<DiscordEvent> events = EventBody.parse(call.body(), service.clock().instant());
    return events.stream().allMatch(event -> injection.here(event.guildId()))
        ? happened(events)
        : Injection.ELSEWHERE;
  }

  /** What another server has this one look at. */
  Reply checkHere(Call call) throws ControlError, IOException {
    List<DiscordEvent> events = EventBody.parse(call.body(), service.clock().instant());
    if (!events.stream().allMatch(event -> injection.here(event.guildId()))) {
      return Injection.ELSEWHERE;
    }
    try {
      service.intake().check(events);
    } catch (RejectedEventException e) {
      throw ControlError.invalidAt(e.index(), String.valueOf(e.getMessage()));
    }
    return Reply.DONE;
  }

  Reply reset() throws NotEverywhereException {
    return Reply.done(service.commands().reset());
  }
}
