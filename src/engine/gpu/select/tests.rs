#![allow(clippy::unwrap_used)]
use super::*;
use crate::engine::gpu::Exactness;

fn adapter(name: &str, interface: Interface, kind: AdapterKind) -> Adapter {
    let driver = "some driver 1.2".to_owned();
    Adapter { name: name.to_owned(), interface, kind, driver, largest_buffer_mib: 128, exactness: Exactness::Ordinary }
}

fn named(name: &str) -> AdapterChoice {
    AdapterChoice::Named(name.to_owned())
}

#[test]
fn a_software_adapter_is_selected_only_on_request() {
    let machine = [adapter("llvmpipe", Interface::Vulkan, AdapterKind::Software)];
    assert_eq!(select(&machine, &AdapterChoice::Any), Ok(0));
    assert_eq!(select(&machine, &named("LLVM")), Ok(0));
    let refusal = select(&machine, &AdapterChoice::Auto).unwrap_err();
    assert!(matches!(&refusal, SelectError::OnlySoftware { software, .. } if software == "llvmpipe"));
    let message = refusal.to_string();
    assert!(message.contains("llvmpipe (vulkan, software)") && message.contains("--device gpu"), "{message}");
}

#[test]
fn faster_kinds_are_preferred_in_any_order_of_adapters() {
    use AdapterKind::{Discrete, Integrated, Software, Unknown, Virtual};
    let slower_first = [Software, Unknown, Virtual, Integrated, Discrete];
    let machine: Vec<Adapter> = slower_first.map(|kind| adapter(kind.name(), Interface::Vulkan, kind)).into();
    for fastest in 0..machine.len() {
        assert_eq!(select(&machine[..=fastest], &AdapterChoice::Any), Ok(fastest));
    }
    assert_eq!(select(&machine, &AdapterChoice::Auto), Ok(4));
    assert_eq!(
        select(&machine[..2], &AdapterChoice::Auto),
        Ok(1),
        "an adapter of unknown kind is not a software adapter"
    );
}

#[test]
fn a_card_is_used_through_vulkan_if_possible_and_never_through_gl() {
    let card = |interface| adapter("Fast Card", interface, AdapterKind::Discrete);
    let machine = [card(Interface::Gl), card(Interface::Dx12), card(Interface::Vulkan)];
    for choice in [AdapterChoice::Auto, AdapterChoice::Any, named("fast card")] {
        assert_eq!(select(&machine, &choice), Ok(2));
        assert_eq!(select(&machine[..2], &choice), Ok(1));
        let message = select(&machine[..1], &choice).unwrap_err().to_string();
        assert!(message.contains("Fast Card (gl, discrete, cannot be used)"), "{message}");
    }
}

#[test]
fn the_first_of_two_equal_cards_is_selected() {
    let card = || adapter("Fast Card", Interface::Vulkan, AdapterKind::Discrete);
    for choice in [AdapterChoice::Auto, AdapterChoice::Any, named("Fast")] {
        assert_eq!(select(&[card(), card()], &choice), Ok(0));
    }
}

#[test]
fn a_name_selects_the_first_match_and_not_the_best() {
    let machine = [
        adapter("Some Graphics 600", Interface::Dx12, AdapterKind::Integrated),
        adapter("Some Graphics 900", Interface::Vulkan, AdapterKind::Discrete),
    ];
    assert_eq!(select(&machine, &named("graphics")), Ok(0));
    assert_eq!(select(&machine, &named("900")), Ok(1));
    let message = select(&machine, &named("Radeon")).unwrap_err().to_string();
    assert!(message.contains("`Radeon`") && message.contains("Some Graphics 900 (vulkan, discrete)"), "{message}");
}

#[test]
fn without_adapters_the_error_names_drivers() {
    for choice in [AdapterChoice::Auto, AdapterChoice::Any] {
        let message = select(&[], &choice).unwrap_err().to_string();
        for word in ["this machine has none", "mesa-vulkan-drivers", "DX12", "Metal", "--device cpu"] {
            assert!(message.contains(word), "{word} in {message}");
        }
    }
}
