package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.server.ServerOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as an HTTP client sees it: its parts, and what it lets a browser do. */
@Timeout(60)
class PageTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Tester open;
  private static Tester guarded;

  @BeforeAll
  static void startServers() throws Exception {
    open = new Tester();
    guarded = new Tester(ServerOptions.builder().controlToken("a-control-token"));
  }

  @AfterAll
  static void stopServers() {
    open.close();
    guarded.close();
  }

  private static HttpResponse<String> get(Tester tester, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request = tester.request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/console/app.js, text/javascript; charset=utf-8",
    "/console/console.css, text/css; charset=utf-8",
    "/console/icon.svg, image/svg+xml"
  })
  void eachPartHasItsTypeAndIsAskedForEachTime(String path, String type) throws Exception {
    HttpResponse<String> response = get(open, path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo(type);
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");

    HttpResponse<String> again = get(open, path, "If-None-Match", header(response, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get(open, path, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
  }

  @Test
  void thePageMayLoadAndCallNothingButItsServerAndHasNoScriptOfItsOwn() throws Exception {
    HttpResponse<String> page = get(open, "/");

    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http", "*", "data:");
    assertThat(page.body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("(src|href)=\"(?!/|#)");
  }

  @Test
  void everythingThatThePageAsksForIsThere() throws Exception {
    Pattern part = Pattern.compile("/console/([a-z]+\\.[a-z]+)|from '\\./([a-z]+\\.js)'");
    String all = get(open, "/").body() + get(open, "/console/app.js").body();
    Matcher matcher = part.matcher(all);
    int found = 0;
    while (matcher.find()) {
      String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      HttpResponse<String> response = get(open, "/console/" + name);
      assertThat(response.statusCode()).as(name).isEqualTo(200);
      // Nothing in it writes what it is given as markup.
      assertThat(response.body()).as(name).doesNotContain("innerHTML", "outerHTML", "eval(");
      found++;
    }
    assertThat(found).isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/nothing.js",
        "/console/index.html%00.js",
        "/console/..%2fapp.js",
        "/console/%2e%2e%2fconsole%2fapp.js",
        "/console/..%2f..%2fMETA-INF%2fMANIFEST.MF",
        "/console/App.js",
        "/console/app.class",
        "/console/dev/spywatcher/control/ControlServer.class"
      })
  void nothingElseIsServed(String path) throws Exception {
    HttpResponse<String> response = get(open, path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("not_found");
  }

  @Test
  void withAControlTokenThePageIsServedAndNothingBehindIt() throws Exception {
    assertThat(get(guarded, "/").statusCode()).isEqualTo(200);
    assertThat(get(guarded, "/console/app.js").statusCode()).isEqualTo(200);
    for (String path :
        new String[] {
          "/control/overview", "/control/stream", "/control/settings", "/control/play"
        }) {
      assertThat(get(guarded, path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(guarded.post("/control/tokens", "{\"discordId\":\"1\"}").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"cross-site, image", "same-site, empty", "cross-site, iframe", "same-site, script"})
  void anotherSiteReachesNothingNotEvenWithoutAnOrigin(String site, String destination)
      throws Exception {
    for (String path : new String[] {"/", "/control/stream", "/control/overview", "/health"}) {
      assertThat(
              get(open, path, "Sec-Fetch-Site", site, "Sec-Fetch-Dest", destination).statusCode())
          .as(path)
          .isEqualTo(403);
    }
  }

  @Test
  void aLinkOnAnotherSiteMayLeadToThePage() throws Exception {
    assertThat(
            get(open, "/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "document")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void settingsTellLimitsAndFlawsButNoSecret() throws Exception {
    String body = get(open, "/control/settings").body();

    assertThat(body)
        .contains("\"maxConnectionsPerIp\":1000", "\"analyticsInterval\":\"30000ms\"")
        .contains("\"wrong-key\"")
        .doesNotContain(ServerOptions.DEVELOPMENT_SECRET);
  }
}
