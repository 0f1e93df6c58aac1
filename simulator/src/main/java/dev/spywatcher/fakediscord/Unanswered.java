package dev.spywatcher.fakediscord;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once for each route, that a bot asks for what has no built-in answer. Thread-safe. */
final class Unanswered {

  private static final Logger log = LoggerFactory.getLogger(RestServer.class);
  private static final int MOST = 100;

  private final Set<String> said = new HashSet<>();

  synchronized void say(String method, List<String> segments) {
    StringBuilder route = new StringBuilder(method);
    for (String segment : segments) {
      route.append('/').append(Snowflakes.number(segment) == null ? shown(segment) : "{id}");
    }
    if (said.size() < MOST && said.add(route.toString())) {
      log.info(
          "no built-in answer for {}; a mapping can give one", route.insert(method.length(), " "));
    }
  }

  private static String shown(String segment) {
    String clean = segment.replaceAll("[^\\x21-\\x7e]", "");
    return clean.length() > 30 ? "{…}" : clean;
  }
}
