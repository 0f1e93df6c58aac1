package dev.spywatcher.control;

/** The console, and the calls that it is made of, each of use by itself too. */
final class ConsoleRoutes {

  private ConsoleRoutes() {}

  static Routes addTo(Routes routes, Service service, StreamCalls streams) {
    PageCalls pages = new PageCalls();
    OverviewCalls overviews = new OverviewCalls(service);
    SettingsCall settings = new SettingsCall(service.settings());
    TokenCalls tokens = new TokenCalls(service.settings().jwtSecret(), service.clock());
    PlayCalls plays = new PlayCalls(service.source(), service.commands());
    return routes
        .on("GET", "/", pages::page)
        .on("GET", "/console/*", pages::part)
        .on("GET", "/control/overview", overviews::server)
        .on("GET", "/control/guilds/*/overview", overviews::guild)
        .later("GET", "/control/stream", streams::open)
        .on("GET", "/control/settings", call -> settings.tell())
        .on("POST", "/control/tokens", tokens::mint)
        .on("GET", "/control/play", call -> plays.tell())
        .on("POST", "/control/play", plays::play);
  }
}
