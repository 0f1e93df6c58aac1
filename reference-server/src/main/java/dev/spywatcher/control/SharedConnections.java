package dev.spywatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.bus.Peer;
import dev.spywatcher.bus.PeerAnswer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connections of every server of a service. */
record SharedConnections(Fleet fleet) {

  private static final String CONNECTIONS = "/control/connections";
  private static final String DISCONNECT = "/control/disconnect";

  /** All of them, the first to come first, with the server; and who did not say. */
  Reply all() {
    Fleet.Round round = fleet.askAll(Asked.of("GET", CONNECTIONS));
    List<ObjectNode> rows = new ArrayList<>();
    for (Fleet.Told told : round.told()) {
      for (JsonNode row : told.reply().json().path("connections")) {
        rows.add(((ObjectNode) row).put("server", told.peer().name()));
      }
    }
    rows.sort(Comparator.comparing(row -> row.path("since").asText()));
    ObjectNode answer = Answers.JSON.createObjectNode();
    answer.putArray("connections").addAll(rows);
    Answers.servers(answer, round.servers());
    unanswered(answer, round.failed());
    return Reply.ok(answer);
  }

  private static void unanswered(ObjectNode answer, List<PeerAnswer> failed) {
    if (!failed.isEmpty()) {
      ArrayNode names = answer.putArray("unanswered");
      failed.forEach(one -> names.add(one.peer().name()));
    }
  }

  /**
   * Parts from clients of every server.
   *
   * @param body what {@code wanted} was read from
   */
  Reply end(Disconnection wanted, JsonNode body) throws ControlError, NotEverywhereException {
    return wanted.who() instanceof Disconnection.Fraction fraction
        ? endShare(fraction, wanted.how())
        : merged(fleet.askAll(new Asked("POST", DISCONNECT, written(body))), wanted.how());
  }

  /** Each server gives its share, and together they give as many as one server would. */
  private Reply endShare(Disconnection.Fraction fraction, Disconnection.How how)
      throws ControlError, NotEverywhereException {
    Fleet.Round open = fleet.askAll(Asked.of("GET", CONNECTIONS));
    if (!open.failed().isEmpty()) {
      throw new NotEverywhereException(
          open.failed().get(0).peer().name()
              + ": nothing was done; "
              + open.failed().get(0).failure());
    }
    Map<Peer, Integer> counts = new LinkedHashMap<>();
    open.told()
        .forEach(told -> counts.put(told.peer(), told.reply().json().path("connections").size()));
    List<Fleet.Told> told = new ArrayList<>();
    List<PeerAnswer> failed = new ArrayList<>();
    for (Map.Entry<Peer, Integer> share : shares(counts, fraction.part()).entrySet()) {
      ObjectNode body =
          Answers.JSON
              .createObjectNode()
              .put("number", share.getValue())
              .put("seed", fraction.seed())
              .put("how", how.word());
      PeerAnswer answer = fleet.ask(share.getKey(), new Asked("POST", DISCONNECT, written(body)));
      if (answer.answered()) {
        told.add(new Fleet.Told(answer.peer(), Reply.decoded(answer.body())));
      } else if (!answer.gone()) {
        failed.add(answer);
      }
    }
    return merged(new Fleet.Round(told, failed), how);
  }

  /** As many of each as its part, rounded down, and what is then left of the whole by turns. */
  static <K> Map<K, Integer> shares(Map<K, Integer> counts, BigDecimal part) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int left = part(part, all, RoundingMode.CEILING);
    Map<K, Integer> shares = new LinkedHashMap<>();
    for (Map.Entry<K, Integer> count : counts.entrySet()) {
      int share = part(part, count.getValue(), RoundingMode.FLOOR);
      shares.put(count.getKey(), share);
      left -= share;
    }
    for (Map.Entry<K, Integer> count : counts.entrySet()) {
      if (left > 0 && shares.getOrDefault(count.getKey(), 0) < count.getValue()) {
        shares.merge(count.getKey(), 1, Integer::sum);
        left--;
      }
    }
    return shares;
  }

  private static int part(BigDecimal part, int of, RoundingMode rounding) {
    return part.multiply(BigDecimal.valueOf(of)).setScale(0, rounding).intValueExact();
  }

  private static byte[] written(JsonNode body) {
    return body.toString().getBytes(UTF_8);
  }

  /** Whoever is not there is the business of the one server that has the connection. */
  private static Reply merged(Fleet.Round round, Disconnection.How how)
      throws NotEverywhereException {
    List<Fleet.Told> done = round.told().stream().filter(told -> told.reply().good()).toList();
    if (done.isEmpty() && round.failed().isEmpty() && !round.told().isEmpty()) {
      return round.told().get(0).reply();
    }
    int dropped = 0;
    ArrayNode ids = Answers.JSON.createArrayNode();
    for (Fleet.Told told : done) {
      JsonNode answer = told.reply().json();
      dropped += answer.path("dropped").asInt();
      answer.path("connections").forEach(ids::add);
    }
    if (!round.failed().isEmpty()) {
      throw new NotEverywhereException(round.complaint() + " (" + dropped + " dropped)");
    }
    ObjectNode answer = Answers.JSON.createObjectNode().put("dropped", dropped);
    answer.put("how", how.word()).set("connections", ids);
    return Reply.ok(
        Answers.servers(answer, done.stream().map(told -> told.peer().name()).toList()));
  }
}
