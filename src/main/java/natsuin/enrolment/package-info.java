/**
 * Owns how somebody becomes a customer: the application in the browser, the branch's decision on
 * it, the leaflet that leads there (APP, STAFF-2). Must not know how the customer logs in or proves
 * who he is afterwards.
 */
@org.jspecify.annotations.NullMarked
package natsuin.enrolment;
