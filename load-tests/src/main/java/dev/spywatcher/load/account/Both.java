package dev.spywatcher.load.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.gatling.Observer;

/**
 * Two accounts of one client. That of all events but one counts the client: when it says that the
 * client is gone, the other must have settled.
 *
 * @param events of all events but one
 * @param updates of that one
 * @param update its name
 */
record Both(Observer events, Observer updates, String update) implements Observer {

  @Override
  public void connected() {
    events.connected();
    updates.connected();
  }

  @Override
  public void refused(String reason) {
    events.refused(reason);
  }

  @Override
  public void sending(String event) {
    events.sending(event);
    updates.sending(event);
  }

  @Override
  public void acknowledged(String event, JsonNode answer) {
    events.acknowledged(event, answer);
    updates.acknowledged(event, answer);
  }

  @Override
  public void declined(String event) {
    events.declined(event);
    updates.declined(event);
  }

  @Override
  public void event(Packet packet) {
    (packet.event().equals(update) ? updates : events).event(packet);
  }

  @Override
  public void disconnected(String reason) {
    updates.disconnected(reason);
    events.disconnected(reason);
  }

  @Override
  public void left() {
    updates.left();
    events.left();
  }
}
