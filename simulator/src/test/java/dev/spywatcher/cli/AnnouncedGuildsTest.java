package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedGuildsTest {

  /** A call with a default would otherwise be answered here, and never come to what is wrapped. */
  @Test
  void passesOnEveryCall() throws ClassNotFoundException {
    assertThat(calls(AnnouncedGuilds.class)).containsAll(calls(DiscordSource.class));
    assertThat(calls(Class.forName(AnnouncedGuilds.class.getName() + "$Listening")))
        .containsAll(calls(SourceContext.class));
  }

  private static List<String> calls(Class<?> of) {
    return Arrays.stream(of.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(AnnouncedGuildsTest::signature)
        .toList();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
