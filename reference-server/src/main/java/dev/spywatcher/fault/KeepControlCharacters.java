package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.discord.Member;
import dev.spywatcher.event.EncodedEvent;

/** Control characters of a name are passed on (EVT-8). */
final class KeepControlCharacters extends PayloadFault {

  KeepControlCharacters(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    Member member = site.member(event.guildId(), payload.path("userId").asText());
    if (member != null && payload.has("username")) {
      payload.put("username", member.username());
    }
  }
}
