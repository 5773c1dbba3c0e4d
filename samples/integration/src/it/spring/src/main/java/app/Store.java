package app;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ordinary methods have the transactions. */
@Service
public class Store {
  private final Items items;

  Store(Items items) {
    this.items = items;
  }

  @Transactional
  public long save(String name) {
    Item item = items.save(new Item(name));
    if (name.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return item.getId();
  }

  @Transactional(readOnly = true)
  public long count(String name) {
    return items.findByName(name).size();
  }
}
