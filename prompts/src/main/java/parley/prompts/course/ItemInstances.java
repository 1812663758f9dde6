package parley.prompts.course;

/** Makes concrete items of parametric ones: the same seed always gives the same item. Pure and thread-safe. */
@FunctionalInterface
public interface ItemInstances {

    /** Gives every item back as it is; for courses without parametric items. */
    ItemInstances NONE = (item, seed) -> item;

    /**
     * The item with its values filled in and no parameters left, named by its {@link ExerciseId}.
     *
     * @throws IllegalStateException when the values cannot be drawn, which a checked course excludes
     */
    Item instance(Item item, int seed);
}
