package dev.spywatcher.discord.gateway;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import okhttp3.OkHttpClient;

/** How JDA is set up. */
final class Bot {

  /** Message content is not among them: nothing here needs it. */
  private static final EnumSet<GatewayIntent> INTENTS =
      EnumSet.of(
          GatewayIntent.GUILD_MEMBERS,
          GatewayIntent.GUILD_PRESENCES,
          GatewayIntent.GUILD_MESSAGES,
          GatewayIntent.GUILD_MESSAGE_TYPING);

  private static final int LONGEST_RECONNECT_SECONDS = 60;

  private Bot() {}

  /**
   * Logs in, and begins to connect. Blocks on the network.
   *
   * @param gateway says where the gateway is; asked again for each connection that is made
   * @param turn when it may log in once more
   */
  static JDA start(
      GatewayOptions options,
      GatewayShard shard,
      OkHttpClient http,
      Supplier<String> gateway,
      Supplier<CompletionStage<?>> turn,
      EventListener listener) {
    return JDABuilder.createLight(options.token(), INTENTS)
        .setRestConfig(new RestConfig().setBaseUrl(options.api() + "/"))
        .setSessionController(
            new Sessions(gateway, turn, GatewayOptions.isLoopback(options.api().getHost())))
        .useSharding(shard.index(), shard.count())
        .setHttpClient(http)
        .setMemberCachePolicy(MemberCachePolicy.ALL)
        .setChunkingFilter(ChunkingFilter.ALL)
        .setRawEventsEnabled(true)
        .setMaxReconnectDelay(LONGEST_RECONNECT_SECONDS)
        .setEnableShutdownHook(false)
        .addEventListeners(listener)
        .build();
  }

  /** An HTTP client whose threads keep no process alive. */
  static OkHttpClient http() {
    okhttp3.Dispatcher dispatcher =
        new okhttp3.Dispatcher(
            java.util.concurrent.Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "spywatcher-discord-http");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequestsPerHost(32);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Ends what a client holds. */
  static void close(OkHttpClient http) {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /** Names the gateway, which JDA otherwise takes to be the real one. */
  private static final class Sessions extends SessionControllerAdapter {
    private final Supplier<String> gateway;
    private final Supplier<CompletionStage<?>> turn;
    private final boolean atOnce;

    /**
     * Sessions.
     *
     * @param atOnce whether to leave out the 5 s between two logins that the real Discord asks for
     */
    Sessions(Supplier<String> gateway, Supplier<CompletionStage<?>> turn, boolean atOnce) {
      this.gateway = gateway;
      this.turn = turn;
      this.atOnce = atOnce;
    }

    @Override
    public String getGateway() {
      return gateway.get();
    }

    /** The queue keeps the pauses of this connection; those of all others, the turn does. */
    @Override
    public void appendSession(SessionConnectNode node) {
      if (atOnce) {
        super.appendSession(node);
      } else {
        turn.get().whenComplete((mine, failure) -> super.appendSession(node));
      }
    }

    @Override
    protected void runWorker() {
      synchronized (lock) {
        if (workerHandle == null) {
          workerHandle = atOnce ? new QueueWorker(0) : new QueueWorker();
          workerHandle.start();
        }
      }
    }
  }
}
