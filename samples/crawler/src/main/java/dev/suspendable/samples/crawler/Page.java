package dev.suspendable.samples.crawler;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** A page and where it leads. */
record Page(URI uri, String text, List<URI> links) {
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"#]*)\"");

  /** Reads a page. A link is followed only to the same server. */
  static Page of(URI uri, String html) {
    List<URI> links =
        LINK.matcher(html)
            .results()
            .map(link -> uri.resolve(link.group(1)))
            .filter(link -> uri.getAuthority().equals(link.getAuthority()))
            .distinct()
            .toList();
    return new Page(uri, html, links);
  }
}
