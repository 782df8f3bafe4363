//! Self-hosting: paid by the hour.

use super::needs::asked;
use super::{Conversation, Fare, FareKind, Fit, Line, Obstacle, Part, PartKind};
use crate::catalog::Need;
use crate::scenario::{Hosting, Scenario};

const PERCENT: u64 = 100;
/// Seconds in an hour, which GPU prices are for.
const HOUR: u64 = 3_600;
/// Seconds in a day: GPUs that are always on are paid around the clock.
const DAY: u64 = 24 * HOUR;

/// What one's own machine lets one do: all that the API does, and its text stays at home.
const ALLOWS: [Need; 7] = [
    Need::Automation,
    Need::ApiAccess,
    Need::SystemPrompt,
    Need::Temperature,
    Need::StructuredOutput,
    Need::FineTuning,
    Need::PrivateData,
];

/// What hosting a model oneself costs; nothing when the scenario doesn't ask.
pub(crate) fn hosting_fare(scenario: &Scenario, conversation: &Conversation) -> Option<Fare> {
    if scenario.hosting == Hosting::Off {
        return None;
    }
    let mut fare = Fare::new("self-hosting", FareKind::SelfHosting, "Self-hosting");
    fare.meet(&asked(&scenario.needs), &ALLOWS, &[Need::Voice]);
    let work = Work::of(scenario, conversation);
    let volume = scenario.messages_per_month();
    let busy = work.seconds(volume);
    let days = scenario.days_per_month.max(30);
    // Machines that people keep running are never busy all the time.
    let usable = days * DAY * scenario.utilization / PERCENT;
    fare.capacity = work.most_in(usable);
    if busy > usable {
        let gpus = u128::from(scenario.gpus) * u128::from(busy);
        let gpus = u64::try_from(gpus.div_ceil(u128::from(usable.max(1)))).unwrap_or(u64::MAX);
        let (hours, available) = (busy.div_ceil(HOUR), usable / HOUR);
        fare.obstacles.push(Obstacle::Throughput { hours, available, gpus });
    }
    match scenario.gpu_price {
        None => fare.obstacles.push(Obstacle::NoGpuPrice),
        Some(price) => {
            let price = price * scenario.gpus;
            let always = scenario.hosting == Hosting::AlwaysOn;
            let paid = if always { days * DAY } else { busy };
            let gpus = Part::new(PartKind::GpuTime, price, paid, HOUR);
            let setup = Part::new(PartKind::Setup, scenario.setup_cost, 1, scenario.setup_months);
            let upkeep = Part::new(PartKind::Upkeep, scenario.upkeep, 1, 1);
            let line = match always {
                true => Line::fixed(gpus.cost),
                false => Line::per_message(
                    price.scaled_wide(work.units, work.per * u128::from(HOUR)),
                    work.messages,
                ),
            };
            let parts = [gpus, setup, upkeep]
                .into_iter()
                .filter(|part| part.count > 0 && !part.price.is_zero());
            fare.price(parts.collect(), line.plus_fixed(setup.cost + upkeep.cost), volume);
        }
    }
    fare.judge(Fit::Yes);
    Some(fare)
}

/// GPU time of one conversation, as an exact fraction: `units` / `per` seconds for `messages`.
struct Work {
    units: u128,
    per: u128,
    messages: u64,
}

impl Work {
    /// Reading and writing one after the other, each at its own speed.
    fn of(scenario: &Scenario, conversation: &Conversation) -> Self {
        let (mut read, mut written) = (0_u128, 0_u128);
        for request in conversation.requests() {
            read += u128::from(request.input);
            written += u128::from(request.output);
        }
        let (input, output) = (u128::from(scenario.input_speed), u128::from(scenario.output_speed));
        let units = read * output + written * input;
        Self { units, per: input * output, messages: conversation.turns.len().max(1) as u64 }
    }

    /// The most messages whose work is done in so many seconds; nothing when it is no work at all.
    fn most_in(&self, seconds: u64) -> Option<u64> {
        let per = self.per * u128::from(self.messages);
        let messages = (u128::from(seconds) * per).checked_div(self.units)?;
        u64::try_from(messages).ok()
    }

    /// Whole seconds of work for so many messages, begun ones included.
    fn seconds(&self, messages: u64) -> u64 {
        let units = self.units * u128::from(messages);
        let seconds = units.div_ceil(self.per * u128::from(self.messages));
        u64::try_from(seconds).unwrap_or(u64::MAX)
    }
}
