package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.DebugNames;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.FrameName;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameText;
import dev.suspendable.processor.model.FrameText.ExpectedName;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.HostMember;
import dev.suspendable.processor.model.NestView;
import dev.suspendable.processor.model.Origin;
import dev.suspendable.processor.model.Origin.Trouble;
import dev.suspendable.processor.model.RampMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hand-written frames: stand-ins for what the emitter makes. A line of the source that ends in
 * {@code // @12} has the user's line 12 behind it.
 */
public final class Frames {
  private static final Pattern LINE = Pattern.compile("// @(\\d+)$");

  private final String host;
  private final String method;
  private final String descriptor;
  private final String source;
  private boolean isStatic;
  private final List<ExpectedName> names = new ArrayList<>();
  private final List<HostMember> members = new ArrayList<>();

  private Frames(String host, String method, String descriptor, String source) {
    this.host = host;
    this.method = method;
    this.descriptor = descriptor;
    this.source = source;
  }

  /** A frame whose ramp is called {@code ramp}. */
  public static Frames of(String host, String method, String descriptor, String source) {
    return new Frames(host, method, descriptor, source);
  }

  Frames ofStatic() {
    isStatic = true;
    return this;
  }

  /** Expects {@code symbol} where {@code |} stands in {@code snippet}, a part of the source. */
  Frames expect(String snippet, String symbol) {
    int offset = source.indexOf(snippet.replace("|", ""));
    if (offset < 0) {
      throw new IllegalArgumentException(snippet);
    }
    names.add(new ExpectedName(offset + snippet.indexOf('|'), symbol));
    return this;
  }

  Frames member(
      HostMember.Kind kind, String name, String descriptor, String target, String targetName) {
    return member(kind, name, descriptor, target, targetName, descriptor, false, false);
  }

  Frames member(
      HostMember.Kind kind,
      String name,
      String descriptor,
      String target,
      String targetName,
      String targetDescriptor,
      boolean memberIsStatic,
      boolean targetIsInterface) {
    members.add(
        new HostMember(
            kind,
            host,
            new HostMember.Shown(name, descriptor, null, memberIsStatic, false, List.of()),
            new HostMember.Target(target, targetIsInterface, targetName, targetDescriptor),
            List.of()));
    return this;
  }

  /** The record, whose origin reports to {@code reports}. */
  FrameSource build(BiConsumer<Trouble, String> reports) {
    int dot = host.lastIndexOf('.');
    String packageName = host.substring(0, Math.max(0, dot));
    String receiver = isStatic ? "" : "L" + host.replace('.', '/') + ";";
    String topLevel = host.substring(dot + 1).replaceFirst("\\$.*", "");
    return new FrameSource(
        new FrameName(host, packageName, host.substring(dot + 1) + "$$" + method),
        "java.lang.Object",
        new RampMethod(
            new HostBody.OfMethod(method, descriptor, isStatic, List.of()),
            "ramp",
            "(" + receiver + descriptor.substring(1)),
        new FrameText(
            source, source.lines().mapToInt(Frames::userLine).toArray(), List.copyOf(names)),
        new DebugNames(Map.of(), Map.of()),
        new NestView(List.of(), List.copyOf(members)),
        new FrameLinks(List.of(), List.of(), null),
        new Host(topLevel + ".java", reports));
  }

  private record Host(String file, BiConsumer<Trouble, String> reports) implements Origin {
    @Override
    public int line() {
      return 1;
    }

    @Override
    public void report(Trouble trouble, String detail) {
      reports.accept(trouble, detail);
    }
  }

  private static int userLine(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
