package dev.spywatcher.fakediscord;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRoleAddEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import net.dv8tion.jda.api.utils.data.DataObject;

/** JDA, in this process. */
final class JdaBot extends StockBot implements EventListener {

  private final JDA jda;

  JdaBot(FakeDiscord discord) {
    String gateway = discord.gatewayUrl().toString();
    jda =
        JDABuilder.createDefault("a-bot-token")
            .enableIntents(
                GatewayIntent.GUILD_MEMBERS,
                GatewayIntent.GUILD_PRESENCES,
                GatewayIntent.GUILD_MESSAGE_TYPING,
                GatewayIntent.MESSAGE_CONTENT)
            .disableCache(CacheFlag.VOICE_STATE, CacheFlag.EMOJI, CacheFlag.STICKER)
            .enableCache(CacheFlag.CLIENT_STATUS, CacheFlag.ONLINE_STATUS)
            .setMemberCachePolicy(MemberCachePolicy.ALL)
            .setChunkingFilter(ChunkingFilter.ALL)
            // A change of client_status alone has no event of its own.
            .setRawEventsEnabled(true)
            .setEnableShutdownHook(false)
            .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl() + "/v10/"))
            .setSessionController(
                new ConcurrentSessionController() {
                  @Override
                  public String getGateway() {
                    return gateway;
                  }
                })
            .addEventListeners(this)
            .build();
  }

  @Override
  public void onEvent(GenericEvent event) {
    if (event instanceof ReadyEvent ready) {
      hear("ready", Integer.toString(ready.getGuildTotalCount()));
    } else if (event instanceof SessionRecreateEvent) {
      hear("identified", "");
    } else if (event instanceof SessionResumeEvent) {
      hear("resumed", "");
    } else if (event instanceof SessionDisconnectEvent) {
      hear("disconnected", "");
    } else if (event instanceof MessageReceivedEvent message) {
      hear("message", message.getMessage().getContentRaw());
    } else if (event instanceof UserTypingEvent typing) {
      hear("typing", typing.getUser().getId());
    } else if (event instanceof GuildMemberRoleAddEvent update) {
      hear("update", update.getUser().getId() + " " + update.getMember().getRoles().size());
    } else if (event instanceof GuildMemberJoinEvent join) {
      hear("add", join.getUser().getId());
    } else if (event instanceof GuildMemberRemoveEvent remove) {
      hear("remove", remove.getUser().getId());
    } else if (event instanceof RawGatewayEvent raw && raw.getType().equals("PRESENCE_UPDATE")) {
      DataObject presence = raw.getPayload();
      hear(
          "presence",
          presence.getObject("user").getString("id")
              + " "
              + String.join(",", new TreeSet<>(presence.getObject("client_status").keys())));
    }
  }

  @Override
  void fetch(String guildId, String userId) {
    Objects.requireNonNull(jda.getGuildById(guildId))
        .retrieveMemberById(userId)
        .useCache(false)
        .queue(
            member -> hear("fetched", member.getUser().getName()),
            failure -> hear("failed", String.valueOf(failure.getMessage())));
  }

  @Override
  public void close() {
    jda.shutdownNow();
    try {
      if (!jda.awaitShutdown(5, TimeUnit.SECONDS)) {
        throw new AssertionError("JDA has not shut down within 5 s: " + List.of(jda.getStatus()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
