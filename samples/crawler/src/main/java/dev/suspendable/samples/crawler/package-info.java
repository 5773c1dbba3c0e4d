/**
 * A crawler: it follows the links of a site with at most eight requests at once, gives each request
 * a time and some retries, and stops everything at one Ctrl-C.
 *
 * <p>Read {@link dev.suspendable.samples.crawler.Crawler} first. It is all that has to do with
 * coroutines, but for the lines of {@link dev.suspendable.samples.crawler.Main} that start and stop
 * it. {@link dev.suspendable.samples.crawler.Site} is a server to try it on.
 */
package dev.suspendable.samples.crawler;
