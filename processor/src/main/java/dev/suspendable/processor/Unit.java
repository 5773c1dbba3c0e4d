package dev.suspendable.processor;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The unit that passes work on; it holds their products. While a pass runs, the unit gives access
 * only to the products that the pass needs and accepts only those that it makes. So {@link Passes}
 * always describes what the passes really do.
 */
abstract class Unit {
  private final Map<Product, Object> products = new EnumMap<>(Product.class);
  private @Nullable Pass<?> current;

  void enter(Pass<?> pass) {
    current = pass;
  }

  void leave() {
    current = null;
  }

  /** Whether a product has been made. */
  boolean has(Product product) {
    return products.containsKey(product);
  }

  /** A product, or null if it has not been made. */
  <T> @Nullable T find(Product product, Class<T> type) {
    if (current != null && !current.needs().contains(product)) {
      throw new IllegalStateException("pass " + current + " does not say that it needs " + product);
    }
    return type.cast(products.get(product));
  }

  /** A product that has been made. */
  <T> T get(Product product, Class<T> type) {
    T found = find(product, type);
    if (found == null) {
      throw new IllegalStateException("no pass has made " + product);
    }
    return found;
  }

  /** Stores a product; null if it does not exist. */
  void set(Product product, @Nullable Object made) {
    if (current != null && !current.makes().contains(product)) {
      throw new IllegalStateException("pass " + current + " does not say that it makes " + product);
    }
    if (made == null) {
      products.remove(product);
    } else {
      products.put(product, made);
    }
  }
}
