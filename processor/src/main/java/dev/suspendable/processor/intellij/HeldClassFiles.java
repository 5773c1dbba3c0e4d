package dev.suspendable.processor.intellij;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.Handover;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Class files of nests with coroutines wait here until they are bound. The builder gets each class
 * once, bound, in the file object that javac has written. Other class files pass at once, but are
 * remembered: frames are compiled against them, and they may not be on disk yet.
 */
final class HeldClassFiles implements Handover, BuilderFiles.Interceptor {
  private final BuilderFiles files;
  private final Map<String, JavaFileObject> written = new HashMap<>();
  private final Map<String, Held> held = new LinkedHashMap<>();

  /** The class that javac writes now, if it is to be held. */
  private String name = "";

  private String outermost = "";

  HeldClassFiles(BuilderFiles files) {
    this.files = files;
  }

  private record Held(JavaFileObject file, String outermost, Runnable handOver) {}

  @Override
  public void started(
      String binaryName, String outermostName, @Nullable JavaFileObject source, boolean isBound) {
    name = isBound ? binaryName : "";
    outermost = outermostName;
  }

  @Override
  public void closed(String binaryName, JavaFileObject file, Runnable handOver) {
    written.put(binaryName, file);
    if (!name.isEmpty() && name.equals(binaryName)) {
      name = "";
      held.put(binaryName, new Held(file, outermost, handOver));
    } else {
      handOver.run();
    }
  }

  @Override
  public byte[] read(GeneratedClass type) throws IOException {
    JavaFileObject file = written.get(type.binaryName());
    if (file == null) {
      throw new IOException(type.binaryName() + " did not pass the builder's file manager");
    }
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    }
  }

  @Override
  public String obstacle() {
    return "";
  }

  @Override
  public Path file(GeneratedClass type) throws IOException {
    return BuilderFiles.path(files.output(type.binaryName(), type.source()));
  }

  @Override
  public void write(GeneratedClass host, String binaryName, byte[] classFile) throws IOException {
    Held waiting = held.remove(binaryName);
    BuilderFiles.write(
        waiting == null ? files.output(binaryName, host.source()) : waiting.file(), classFile);
  }

  @Override
  public void end(Set<String> unbound) {
    held.values().stream()
        .filter(each -> !unbound.contains(each.outermost()))
        .forEach(each -> each.handOver().run());
    held.clear();
  }
}
