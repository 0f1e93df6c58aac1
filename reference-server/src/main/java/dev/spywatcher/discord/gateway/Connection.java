package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.Memberships;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.guild.GuildUnavailableEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Discord, from the first attempt to the close: logs in, tries again where that
 * helps, and says how it stands. JDA reconnects and resumes by itself once it has logged in.
 * Thread-safe.
 */
final class Connection implements EventListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private static final long LONGEST_PAUSE_SECONDS = 60;

  /** Between looks at where the gateway is, while the connection is lost. */
  private static final long LOOK_SECONDS = 5;

  /** How long a connection may be lost before that is worth a line of the log. */
  private static final long ROUTINE_SECONDS = 5;

  private final GatewayOptions options;
  private final GatewayShard shard;
  private final Supplier<CompletionStage<?>> loginTurn;
  private final OkHttpClient http = Bot.http();
  private final BotApi api;
  private final CachedMemberships memberships;
  private final Translation translation;
  private final ScheduledExecutorService work =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "spywatcher-discord");
            thread.setDaemon(true);
            return thread;
          });

  private volatile SourceState state;
  private volatile String gateway = "";
  private volatile boolean closed;

  /** Whether the guilds of this session are all there. */
  private volatile boolean loaded;

  /** Whether the log has nothing else to say but that it is connected, which it has said. */
  private volatile boolean silent;

  private @Nullable JDA jda;
  private @Nullable OkHttpClient jdaHttp;

  /** Both belong to the thread of {@link #work}. */
  private long pauseSeconds = 1;

  private @Nullable Future<?> nextAttempt;

  Connection(GatewayOptions options, GatewayShard shard, SourceContext context) {
    this.options = options;
    this.shard = shard;
    this.loginTurn = context::loginTurn;
    this.state = new SourceState(SourceState.Kind.CONNECTING, "to " + options.api());
    api = new BotApi(options, http, context::now);
    memberships = new CachedMemberships(api::membership, context::now);
    translation = new Translation(context, memberships);
  }

  void begin() {
    later(this::connect, 0);
  }

  SourceState state() {
    return state;
  }

  /**
   * Discord is asked about guilds that are there. One in an outage is unknown; while the guilds of
   * a session come, any other may be of them. Never waits.
   */
  CompletionStage<Memberships.Answer> membership(String guildId, String userId) {
    boolean loadedBefore = loaded;
    return switch (translation.standing(guildId)) {
      case THERE -> memberships.of(guildId, userId);
      case AWAY -> CompletableFuture.completedFuture(Memberships.Answer.UNKNOWN);
      case NONE ->
          CompletableFuture.completedFuture(
              loadedBefore && loaded ? Memberships.Answer.NO_MEMBER : Memberships.Answer.UNKNOWN);
    };
  }

  Translation translation() {
    return translation;
  }

  /** Does something on the thread of this; not at all where it is being closed. */
  private @Nullable Future<?> later(Runnable task, long seconds) {
    try {
      return work.schedule(task, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  private void connect() {
    OkHttpClient client;
    synchronized (this) {
      if (closed || jda != null) {
        return;
      }
      client = Bot.http();
      jdaHttp = client;
    }
    try {
      gateway = api.gateway();
      JDA started = Bot.start(options, shard, client, this::gatewayNow, loginTurn, this);
      synchronized (this) {
        jda = started;
      }
    } catch (Refusal e) {
      refused(e);
    } catch (InvalidTokenException e) {
      refused(Refusal.wrongToken());
    } catch (IOException e) {
      tryAgain(options.api() + " cannot be reached: " + reason(e));
    } catch (RuntimeException e) {
      // JDA wraps what went wrong on its way to Discord.
      tryAgain("the login at " + options.api() + " failed: " + reason(e));
    }
  }

  /** A fake that was started again has its gateway elsewhere. */
  private String gatewayNow() {
    try {
      gateway = api.gateway();
    } catch (IOException | Refusal e) {
      // The one of before will do: if it does not, JDA asks again.
    }
    return gateway;
  }

  private static String reason(Throwable failure) {
    if (failure instanceof java.net.UnknownHostException) {
      return "there is no such host";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private void refused(Refusal refusal) {
    if (!closed) {
      callOff();
      hangUp();
      become(SourceState.Kind.FAILED, String.valueOf(refusal.getMessage()));
    }
  }

  private void tryAgain(String problem) {
    if (closed) {
      return;
    }
    callOff();
    hangUp();
    become(SourceState.Kind.RETRYING, problem);
    nextAttempt = later(this::connect, pauseSeconds);
    pauseSeconds = Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS);
  }

  private void callOff() {
    if (nextAttempt != null) {
      nextAttempt.cancel(false);
      nextAttempt = null;
    }
  }

  /** One line in the log for each state, not for each attempt. */
  private void become(SourceState.Kind kind, String detail) {
    SourceState next = new SourceState(kind, detail);
    if (next.equals(state) || closed) {
      return;
    }
    state = next;
    switch (kind) {
      case FAILED -> log.error("Discord: {}{}", shard.prefix(), detail);
      case RETRYING -> log.warn("Discord: {}{}; trying again", shard.prefix(), detail);
      default -> {
        if (!silent) {
          log.info("Discord: {}connected; {}", shard.prefix(), translation.guildsInALine());
        }
      }
    }
    silent = kind == SourceState.Kind.DELIVERING;
  }

  @Override
  public void onEvent(GenericEvent event) {
    if (closed) {
      return;
    }
    try {
      take(event);
    } catch (RuntimeException e) {
      log.error("an event of Discord was not taken: {}", event.getClass().getSimpleName(), e);
    }
  }

  private void take(GenericEvent event) {
    if (event instanceof RawGatewayEvent raw) {
      translation.dispatched(raw);
    } else if (event instanceof GuildReadyEvent ready) {
      translation.ready(ready.getGuild());
    } else if (event instanceof GuildJoinEvent joined) {
      translation.ready(joined.getGuild());
    } else if (event instanceof GuildAvailableEvent back) {
      translation.ready(back.getGuild());
    } else if (event instanceof GuildUnavailableEvent away) {
      translation.unavailable(away.getGuild().getId());
    } else if (event instanceof GuildLeaveEvent left) {
      translation.left(left.getGuild().getId());
    } else if (event instanceof ReadyEvent
        || event instanceof SessionResumeEvent
        || event instanceof SessionRecreateEvent) {
      later(() -> pauseSeconds = 1, 0);
      loaded = true;
      become(SourceState.Kind.DELIVERING, "");
    } else if (event instanceof SessionInvalidateEvent) {
      loaded = false;
      translation.sessionOver();
    } else if (event instanceof SessionDisconnectEvent lost) {
      CloseCode code = lost.getCloseCode();
      lost("the connection is lost" + (code == null ? "" : " (close code " + code.getCode() + ")"));
    } else if (event instanceof ShutdownEvent over) {
      later(() -> shutDown(over), 0);
    }
  }

  /** Routine, and soon resumed; only if it is not, there is something to log. */
  private void lost(String detail) {
    SourceState lost = new SourceState(SourceState.Kind.RETRYING, detail);
    state = lost;
    later(
        () -> {
          if (state == lost) {
            silent = false;
            log.warn("Discord: {}{}; trying again", shard.prefix(), detail);
          }
        },
        ROUTINE_SECONDS);
    later(() -> lookForGateway(lost), LOOK_SECONDS);
  }

  /**
   * JDA pauses up to a minute between attempts. Where the gateway is elsewhere by now, as that of a
   * fake that was started again, there is nothing to resume and no reason to wait.
   */
  private void lookForGateway(SourceState lost) {
    if (state != lost || closed) {
      return;
    }
    String before = gateway;
    String now;
    try {
      now = api.gateway();
    } catch (IOException | Refusal e) {
      // JDA goes on trying, and hears it itself where it is refused.
      now = before;
    }
    if (!now.equals(before) && state == lost) {
      hangUp();
      connect();
    } else {
      later(() -> lookForGateway(lost), LOOK_SECONDS);
    }
  }

  /**
   * JDA has given up. A client whose login fails ends too, and says so besides; what there is to do
   * about that has been done by then.
   */
  private void shutDown(ShutdownEvent over) {
    synchronized (this) {
      if (jda != over.getJDA()) {
        return;
      }
    }
    int closeCode = over.getCode();
    Refusal refusal = Refusal.of(closeCode);
    if (refusal != null) {
      refused(refusal);
    } else {
      tryAgain("the connection was ended (close code " + closeCode + ")");
    }
  }

  private void hangUp() {
    JDA ending;
    OkHttpClient client;
    synchronized (this) {
      ending = jda;
      client = jdaHttp;
      jda = null;
      jdaHttp = null;
    }
    if (ending != null) {
      loaded = false;
      ending.shutdownNow();
      try {
        ending.awaitShutdown(3, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      translation.sessionOver();
    }
    if (client != null) {
      Bot.close(client);
    }
  }

  /** Hangs up; nothing is delivered after it has returned. */
  @Override
  public void close() {
    OkHttpClient loggingIn;
    synchronized (this) {
      closed = true;
      loggingIn = jdaHttp;
    }
    work.shutdownNow();
    Bot.close(http);
    if (loggingIn != null) {
      loggingIn.dispatcher().cancelAll();
    }
    try {
      // So that a login that is under way leaves nothing behind.
      work.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
    // Waits for a delivery that is under way.
    translation.sessionOver();
  }
}
