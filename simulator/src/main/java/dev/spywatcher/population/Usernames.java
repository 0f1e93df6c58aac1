package dev.spywatcher.population;

import dev.spywatcher.scenario.NameStyle;
import java.util.List;

/**
 * Usernames such as people give themselves: handles, first names in several scripts, emoji,
 * accents, and a few that a careless page would render as markup. At most 32 characters.
 */
final class Usernames {

  private static final List<String> GIVEN_NAMES =
      words(
          "Zoë José Ángela Søren Łukasz Chloé François Nuño Jürgen Åsa Márta Şeyma Đorđe Inês Óscar"
              + " Renée Björk Citlali Thành Ngọc Ana Bruno Carla Dmitri Elif Femi Greta Hana Ivo"
              + " Jonas Keiko Liam Maya Nadia Omar Priya Quentin Rosa Sami Tala Uma Viktor Wanda"
              + " Xenia Yusuf Zara Imani Kofi Leilani Mateo Noor Oisín Paloma Ravi Saoirse Tomás");

  private static final List<String> FAMILY_NAMES =
      words(
          "Lindqvist Okafor Ñandú Fernández Kowalska Müller Nakamura Petrović Haddad Silva Çelik"
              + " O'Brien Bergström Mbeki Tanaka Rossi Dvořák Nguyễn Kaplan Moreau Singh Laurent");

  private static final List<String> OTHER_SCRIPTS =
      List.of(
          "ليلى",
          "يوسف الصغير",
          "نور الهدى",
          "כרם",
          "נועם",
          "שירה 🎧",
          "سارا",
          "さくら",
          "ハルト",
          "小明",
          "雨后",
          "민준",
          "서연",
          "Алёна",
          "Дмитрий К.",
          "Ελένη",
          "Νίκος",
          "अनन्या",
          "สมชาย",
          "თამარ");

  private static final List<String> RIGHT_TO_LEFT =
      words(
          "ليلى يوسف نور سارا خالد مريم زيد هدى عمر ياسمين طارق رنا נועם שירה כרם איתן תמר יעל אורי"
              + " מיכל גיל דנה");

  private static final List<String> FIRST_WORDS =
      words(
          "pixel moss velvet rusty lunar paper quiet turbo amber salty cosmic hollow neon maple"
              + " static copper foggy crimson lazy arctic mellow rogue sunny iron cedar minty");

  private static final List<String> SECOND_WORDS =
      words(
          "otter raven toast comet badger lantern fox noodle kestrel walrus ember pickle heron"
              + " gecko thistle wizard biscuit falcon marmot teapot newt harbor yeti acorn sparrow");

  private static final List<String> EMOJI =
      words("🌙 🔥 🦊 ✨ 🎮 🍜 🌸 👾 🐙 ☕ 🏔️ 🪐 🦉 🍀 👩‍💻 🏳️‍🌈 🇧🇷 🧶");

  private static final List<String> LIKE_MARKUP =
      List.of(
          "<3 Marta", "Tom & Jeri", "<b>bold</b>", "¯\\_(ツ)_/¯", "\"quoted\"", "{{ mustache }}");

  private static final List<String> BOTS =
      words(
          "HarborBot QuizMaster TrailCast PatchNotes MusicBox DiceTower WelcomeMat BuildStatus"
              + " PollParrot ClipKeeper LevelUp StarBoard ReminderOwl ModLog TranslateIt");

  private Usernames() {}

  /** The name of a human being. */
  static String person(NameStyle style, Dice dice) {
    return switch (style) {
      case MIXED -> mixed(dice);
      case PLAIN -> dice.onceIn(2) ? handle(dice) : handle(dice) + dice.below(10_000);
      case EMOJI ->
          dice.onceIn(3)
              ? dice.pick(GIVEN_NAMES) + " " + dice.pick(EMOJI) + dice.pick(EMOJI)
              : dice.pick(EMOJI) + " " + handle(dice);
      case RIGHT_TO_LEFT -> rightToLeft(dice);
    };
  }

  private static String rightToLeft(Dice dice) {
    String name = dice.pick(RIGHT_TO_LEFT);
    int style = dice.below(10);
    if (style < 5) {
      return name + " " + dice.pick(RIGHT_TO_LEFT);
    } else if (style < 8) {
      return name + " " + dice.below(1000);
    }
    return style == 8 ? name + " (" + dice.pick(SECOND_WORDS) + ")" : name;
  }

  private static String mixed(Dice dice) {
    int style = dice.below(100);
    if (style < 26) {
      return handle(dice);
    } else if (style < 46) {
      return handle(dice) + dice.below(1000);
    } else if (style < 60) {
      return dice.pick(GIVEN_NAMES);
    } else if (style < 72) {
      return dice.pick(GIVEN_NAMES) + " " + dice.pick(FAMILY_NAMES);
    } else if (style < 82) {
      return dice.pick(EMOJI) + " " + dice.pick(GIVEN_NAMES);
    } else if (style < 86) {
      return handle(dice) + dice.pick(EMOJI);
    } else if (style < 89) {
      return "xX_" + dice.pick(SECOND_WORDS) + "_Xx";
    } else if (style < 98) {
      return dice.pick(OTHER_SCRIPTS);
    }
    return dice.pick(LIKE_MARKUP);
  }

  /** The name of a bot. */
  static String bot(Dice dice) {
    return dice.pick(BOTS);
  }

  private static String handle(Dice dice) {
    String separator = dice.pick(List.of("", "_", "."));
    return dice.pick(FIRST_WORDS) + separator + dice.pick(SECOND_WORDS);
  }

  private static List<String> words(String spaceSeparated) {
    return List.of(spaceSeparated.split(" "));
  }
}
