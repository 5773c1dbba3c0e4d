package dev.suspendable.debug;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/** The bean. A class of its own, because the module java.management may be missing. */
final class CoroutinesBean implements CoroutinesMXBean {
  private static final String NAME = "dev.suspendable:type=Coroutines";

  private CoroutinesBean() {}

  static void register() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new CoroutinesBean(), new ObjectName(NAME));
    } catch (InstanceAlreadyExistsException e) {
      // Once is enough. A copy of this class in another class loader may have been first.
    } catch (JMException e) {
      throw new IllegalStateException("The bean " + NAME + " cannot be registered", e);
    }
  }

  @Override
  public boolean isEnabled() {
    return CoroutineRegistry.isEnabled();
  }

  @Override
  public void setEnabled(boolean enabled) {
    if (!enabled) {
      CoroutineRegistry.disable();
    } else if (!isEnabled()) {
      CoroutineRegistry.enable();
    }
  }

  @Override
  public int getCount() {
    return CoroutineRegistry.count();
  }

  @Override
  public String dumpText() {
    return CoroutineRegistry.dump().toString();
  }

  @Override
  public String dumpJson() {
    return CoroutineRegistry.dump().toJson();
  }

  @Override
  public void dumpToFile(String file) throws IOException {
    CoroutineDump dump = CoroutineRegistry.dump();
    try (Writer out = Files.newBufferedWriter(Path.of(file), StandardOpenOption.CREATE_NEW)) {
      if (file.endsWith(".json")) {
        dump.writeJson(out);
      } else {
        dump.writeText(out);
      }
    }
  }
}
