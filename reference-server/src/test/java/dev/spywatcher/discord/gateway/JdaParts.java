package dev.spywatcher.discord.gateway;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.utils.cache.MemberCacheView;
import net.dv8tion.jda.api.utils.cache.SortedChannelCacheView;

/** Parts of JDA without a connection; they answer what is asked of them here, and nothing else. */
final class JdaParts {

  private JdaParts() {}

  static JDA jda() {
    return part(JDA.class, Map.of("getResponseTotal", () -> 0L));
  }

  /** A guild without channels, roles and members. */
  static Guild guild(String id) {
    SortedChannelCacheView<?> channels =
        part(SortedChannelCacheView.class, Map.of("stream", Stream::empty));
    MemberCacheView members =
        part(MemberCacheView.class, Map.of("iterator", Collections::emptyIterator));
    return part(
        Guild.class,
        Map.of(
            "getId", () -> id,
            "getName", () -> "Harbor",
            "getChannelCache", () -> channels,
            "getRoles", List::of,
            "getMemberCache", () -> members));
  }

  private static <T> T part(Class<T> type, Map<String, Supplier<Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Supplier<Object> answer = answers.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(method.toString());
              }
              return answer.get();
            }));
  }
}
