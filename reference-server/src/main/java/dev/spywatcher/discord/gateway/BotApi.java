package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.Memberships.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of Discord's REST API that JDA does not make for us. Thread-safe. */
final class BotApi {

  private static final Logger log = LoggerFactory.getLogger(BotApi.class);

  /** Bytes of an answer that are read; what is asked for is far smaller. */
  private static final long LONGEST_ANSWER = 1 << 20;

  /** So many at once; one more is answered with "unknown". */
  private static final int MOST_AT_ONCE = 64;

  private static final Duration PAUSE_OF_COMPLAINTS = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final GatewayOptions options;
  private final OkHttpClient http;
  private final InstantSource clock;

  private volatile Instant complained = Instant.EPOCH;

  /** Discord asked to be left alone until then. */
  private volatile Instant silentUntil = Instant.MIN;

  BotApi(GatewayOptions options, OkHttpClient http, InstantSource clock) {
    this.options = options;
    this.http = http.newBuilder().callTimeout(PATIENCE).followRedirects(false).build();
    this.clock = clock;
  }

  private Request request(String path) {
    return new Request.Builder()
        .url(options.api() + path)
        .header("Authorization", "Bot " + options.token())
        .header("User-Agent", "DiscordBot (spywatcher-harness, 1)")
        .build();
  }

  /**
   * Where the gateway is. Blocks.
   *
   * @throws Refusal where the token is wrong
   * @throws IOException where there is no useful answer; the message is for the log
   */
  String gateway() throws IOException, Refusal {
    try (Response response = http.newCall(request("/gateway/bot")).execute()) {
      if (response.code() == 401) {
        throw Refusal.wrongToken();
      }
      if (!response.isSuccessful()) {
        throw new IOException("GET /gateway/bot is answered with status " + response.code());
      }
      DataObject answer = DataObject.fromJson(text(response));
      return checked(answer.getString("url"));
    } catch (ParsingException e) {
      throw new IOException("GET /gateway/bot is not answered as Discord answers it", e);
    }
  }

  /** The token goes there too. */
  private String checked(String url) throws IOException {
    try {
      URI gateway = URI.create(url);
      String host = String.valueOf(gateway.getHost());
      if ("wss".equals(gateway.getScheme())
          || "ws".equals(gateway.getScheme()) && GatewayOptions.isLoopback(host)) {
        return url.replaceFirst("[?].*$", "");
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IOException("GET /gateway/bot names a gateway that is not wss://");
  }

  /** Whether that user is a member of that guild; completes normally. */
  CompletableFuture<Answer> membership(String guildId, String userId) {
    CompletableFuture<Answer> asked = new CompletableFuture<>();
    if (clock.instant().isBefore(silentUntil)
        || http.dispatcher().runningCallsCount() + http.dispatcher().queuedCallsCount()
            >= MOST_AT_ONCE) {
      asked.complete(Answer.UNKNOWN);
      return asked;
    }
    http.newCall(request("/guilds/" + guildId + "/members/" + userId))
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) {
                try (response) {
                  asked.complete(answer(response));
                } catch (IOException | RuntimeException e) {
                  onFailure(call, new IOException(e));
                }
              }

              @Override
              public void onFailure(Call call, IOException e) {
                complain("it could not be asked (" + e.getClass().getSimpleName() + ")");
                asked.complete(Answer.UNKNOWN);
              }
            });
    return asked;
  }

  private Answer answer(Response response) throws IOException {
    switch (response.code()) {
      case 200 -> {
        // Not before it is whole: half an answer is none.
        DataObject.fromJson(text(response)).getObject("user");
        return Answer.MEMBER;
      }
      case 403, 404 -> {
        return code(response);
      }
      case 429 -> {
        silentUntil = clock.instant().plus(retryAfter(response));
        complain("it limits the rate of questions");
        return Answer.UNKNOWN;
      }
      default -> {
        complain("it answers with status " + response.code());
        return Answer.UNKNOWN;
      }
    }
  }

  /** One line at a time: while Discord is out of order, every subscription asks in vain. */
  private void complain(String problem) {
    Instant now = clock.instant();
    if (Duration.between(complained, now).compareTo(PAUSE_OF_COMPLAINTS) >= 0) {
      complained = now;
      log.warn("Discord does not say who is a member, so nobody is let in: {}", problem);
    }
  }

  /** A refusal counts as "no member" only where Discord itself gave it, with its code. */
  private static Answer code(Response response) throws IOException {
    try {
      return switch (DataObject.fromJson(text(response)).getInt("code", 0)) {
        // Unknown guild, unknown member, unknown user, no access to the guild.
        case 10004, 10007, 10013, 50001 -> Answer.NO_MEMBER;
        default -> Answer.UNKNOWN;
      };
    } catch (ParsingException e) {
      return Answer.UNKNOWN;
    }
  }

  private static Duration retryAfter(Response response) {
    String seconds = response.header("Retry-After", "1");
    return seconds != null && seconds.matches("\\d{1,5}")
        ? Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)))
        : Duration.ofSeconds(1);
  }

  private static String text(Response response) throws IOException {
    ResponseBody body = response.peekBody(LONGEST_ANSWER);
    return body.string();
  }
}
