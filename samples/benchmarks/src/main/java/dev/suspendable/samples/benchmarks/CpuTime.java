package dev.suspendable.samples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Measures the workloads by the CPU time of the whole process, on a machine that is not quiet: JMH
 * measures by the clock. The garbage collector's and all other threads' time is in it, waiting is
 * not. Every variant runs in a JVM of its own; the output has the shape of JMH's.
 *
 * <p>Arguments: a workload, the file for the results, the CPU time of a sample in milliseconds, and
 * parameters {@code name=value} that are to have this value only.
 */
public final class CpuTime {
  private static final int WARM_UP = 3;
  private static final int SAMPLES = 5;
  private static final String ONE = "--one";

  private CpuTime() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals(ONE)) {
      measure(arguments[1], arguments[2], Long.parseLong(arguments[3]), parameters(arguments, 4));
      return;
    }
    Class<?> workload = Class.forName(CpuTime.class.getPackageName() + "." + arguments[0]);
    List<String> entries = new ArrayList<>();
    for (Map<String, String> parameters : combinations(workload, parameters(arguments, 3))) {
      for (String variant : variants(workload)) {
        String entry = fork(workload, variant, arguments[2], parameters);
        if (!entry.isEmpty()) {
          entries.add(entry);
        }
      }
    }
    Files.writeString(Path.of(arguments[1]), "[" + String.join(",\n", entries) + "]\n");
  }

  private static Map<String, String> parameters(String[] arguments, int from) {
    Map<String, String> result = new TreeMap<>();
    Arrays.stream(arguments)
        .skip(from)
        .map(argument -> argument.split("=", 2))
        .forEach(pair -> result.put(pair[0], pair[1]));
    return result;
  }

  private static List<String> variants(Class<?> workload) {
    boolean hasVirtualThreads = Runtime.version().feature() >= 21;
    return Arrays.stream(workload.getMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .map(Method::getName)
        .filter(name -> hasVirtualThreads || !name.matches("virtualThread|rawContinuation"))
        .sorted()
        .toList();
  }

  /** All combinations of the values that JMH's annotations give, or that are given here. */
  private static List<Map<String, String>> combinations(
      Class<?> workload, Map<String, String> given) {
    List<Map<String, String>> result = new ArrayList<>(List.of(Map.of()));
    for (Class<?> type = workload; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Param param = field.getAnnotation(Param.class);
        if (param != null) {
          String only = given.get(field.getName());
          List<String> values = only == null ? List.of(param.value()) : List.of(only);
          result =
              result.stream()
                  .flatMap(before -> values.stream().map(value -> with(before, field, value)))
                  .toList();
        }
      }
    }
    return result;
  }

  private static Map<String, String> with(Map<String, String> before, Field field, String value) {
    Map<String, String> result = new TreeMap<>(before);
    result.put(field.getName(), value);
    return result;
  }

  private static String fork(
      Class<?> workload, String variant, String millis, Map<String, String> parameters)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    for (Class<?> type = workload; type != null; type = type.getSuperclass()) {
      if (type.isAnnotationPresent(Fork.class)) {
        command.addAll(List.of(type.getAnnotation(Fork.class).jvmArgs()));
        break;
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), CpuTime.class.getName()));
    command.addAll(List.of(ONE, workload.getName(), variant, millis));
    parameters.forEach((name, value) -> command.add(name + "=" + value));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      System.err.println(workload.getSimpleName() + "." + variant + " " + parameters + " failed");
      return "";
    }
    return output.substring(output.indexOf('{')).strip();
  }

  // ---- In the JVM of one variant.

  private static void measure(
      String workload, String variant, long millis, Map<String, String> parameters)
      throws Exception {
    Object instance = Class.forName(workload).getDeclaredConstructor().newInstance();
    for (Class<?> type = instance.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        String value = parameters.get(field.getName());
        if (value != null && field.isAnnotationPresent(Param.class)) {
          field.setAccessible(true);
          field.set(instance, field.getType() == int.class ? Integer.valueOf(value) : value);
        }
      }
    }
    List<Method> setups =
        Arrays.stream(instance.getClass().getMethods())
            .filter(method -> method.isAnnotationPresent(Setup.class))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method setup : setups) {
      setup.invoke(instance);
    }
    Method method = instance.getClass().getMethod(variant);
    method.setAccessible(true);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Double> times = new ArrayList<>();
    double bytes = 0;
    for (int sample = 0; sample < WARM_UP + SAMPLES; sample++) {
      long calls = 0;
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long start = system.getProcessCpuTime();
      long time;
      do {
        method.invoke(instance);
        calls++;
        time = system.getProcessCpuTime() - start;
      } while (time < millis * 1_000_000);
      bytes = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / calls;
      if (sample >= WARM_UP) {
        times.add((double) time / calls);
      }
    }
    System.out.println(
        json(instance.getClass().getName() + "." + variant, parameters, times, bytes));
    System.exit(0); // pools may have threads that are no daemons
  }

  private static String json(
      String benchmark, Map<String, String> parameters, List<Double> times, double bytes) {
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("benchmark", benchmark);
    strings.put("jdkVersion", System.getProperty("java.version"));
    strings.put("vmName", System.getProperty("java.vm.name"));
    strings.put("vmVersion", System.getProperty("java.vm.version"));
    strings.put("jmhVersion", "none");
    return "{"
        + pairs(strings)
        + ", \"params\": {"
        + pairs(parameters)
        + "}, \"primaryMetric\": {\"rawData\": ["
        + times
        + "]}, \"secondaryMetrics\": {\"gc.alloc.rate.norm\": {\"rawData\": [["
        + bytes
        + "]]}}}";
  }

  private static String pairs(Map<String, String> strings) {
    return strings.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\": \"" + each.getValue() + "\"")
        .collect(Collectors.joining(", "));
  }
}
