@org.jspecify.annotations.NullMarked
package parley.tutor.learner;
