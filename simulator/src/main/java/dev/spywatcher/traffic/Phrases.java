package dev.spywatcher.traffic;

import dev.spywatcher.population.Dice;
import java.util.List;

/** What people write. It never leaves a server, so it only has to look like a message in a log. */
final class Phrases {

  private static final List<String> TALK =
      List.of(
          "anyone around?",
          "same here",
          "haha",
          "that is exactly what I meant",
          "not again",
          "brb",
          "see you at eight",
          "works for me",
          "who broke it this time",
          "nice!",
          "let me check",
          "ok",
          "what did you expect",
          "I have pictures",
          "+1",
          "no way",
          "has someone tried the new one?",
          "sending it over",
          "that took a while",
          "good morning");

  private static final List<String> GREETINGS =
      List.of("hi all", "hello!", "hey, new here", "bonjour", "glad to be here", "o/");

  private static final List<String> QUESTIONS =
      List.of(
          "where do I pick a role?",
          "is this the right channel?",
          "how do I get in touch with a mod?",
          "what are the rules about links?");

  private static final List<String> FLOOD =
      List.of("FREE NITRO", "join us instead", "aaaaaaaaaaaaaaaa", "@everyone", "lol raided");

  private static final List<String> COMMANDS = List.of("!rank", "!roll 2d6", "!weather", "!help");

  private static final List<String> ANSWERS =
      List.of(
          "You are number 12.", "4 and 6.", "Light rain, 11 degrees.", "Ask me for: rank, roll.");

  private Phrases() {}

  static String talk(Dice dice) {
    return dice.pick(TALK);
  }

  static String greeting(Dice dice) {
    return dice.pick(GREETINGS);
  }

  static String question(Dice dice) {
    return dice.pick(QUESTIONS);
  }

  static String flood(Dice dice) {
    return dice.pick(FLOOD);
  }

  static String command(Dice dice) {
    return dice.pick(COMMANDS);
  }

  static String answer(Dice dice) {
    return dice.pick(ANSWERS);
  }
}
