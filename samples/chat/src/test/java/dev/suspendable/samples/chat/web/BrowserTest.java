package dev.suspendable.samples.chat.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.ChatServer;
import dev.suspendable.samples.chat.server.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two people chat in two windows of a browser. Screenshots of both are in {@code target}. */
class BrowserTest {
  private static final Path PICTURES = Path.of("target", "screenshots");

  @Test
  void twoPeopleChat() throws Exception {
    Optional<Path> program = Browser.find();
    assumeTrue(program.isPresent(), "Chromium is not on the path: the page was not tested");
    Metrics metrics = Metrics.create();
    ChatServer server = ChatServer.start(loopback(), new InMemoryStore(), new Limits(), metrics);
    try (WebServer web = WebServer.start(loopback(), server, metrics);
        Browser browser = new Browser(program.get())) {
      String url = "http://127.0.0.1:" + web.address().getPort() + "/";
      Browser.Window ada = enter(browser.open(url), "ada");
      say(ada, "Is anybody here?");
      Browser.Window grace = enter(browser.open(url), "grace");
      grace.await("document.querySelectorAll('#log li').length === 1"); // of the history

      say(grace, "I am. <b>Hello</b> Ada!");
      ada.await("document.querySelectorAll('#log li').length === 2");
      say(ada, "Then we are two windows on one server.");
      grace.await("document.querySelectorAll('#log li').length === 3");

      assertThat(grace.evaluate("document.querySelectorAll('#log li')[1].className"))
          .isEqualTo("own");
      assertThat(ada.evaluate("document.querySelectorAll('#log li')[1].innerText"))
          .startsWith("grace")
          .contains("<b>Hello</b>");
      ada.screenshot(PICTURES.resolve("ada.png"));
      grace.screenshot(PICTURES.resolve("grace.png"));

      comesBack(ada, grace);
    } finally {
      server.drain();
      server.ended().get(20, TimeUnit.SECONDS);
    }
  }

  /** What is said while a window is not connected is sent and shown when it is again. */
  private static void comesBack(Browser.Window ada, Browser.Window grace) throws Exception {
    ada.evaluate("socket.close()");
    ada.await("document.getElementById('state').textContent === 'not connected'");
    say(ada, "said alone");
    say(grace, "said meanwhile");
    ada.await("document.querySelectorAll('#log li').length === 5");
    grace.await("document.querySelectorAll('#log li').length === 5");
    assertThat(ada.evaluate("unsent.size")).isEqualTo("0");
  }

  private static Browser.Window enter(Browser.Window window, String user) throws Exception {
    window.await("document.getElementById('user')");
    window.evaluate(
        "document.getElementById('user').value = '%s';".formatted(user)
            + "document.getElementById('password').value = 'secret';"
            + "document.getElementById('login').requestSubmit();");
    window.await("!document.getElementById('say').hidden");
    return window;
  }

  private static void say(Browser.Window window, String text) throws Exception {
    window.evaluate(
        "document.getElementById('text').value = '%s';".formatted(text)
            + "document.getElementById('say').requestSubmit();");
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
