<?php
/**
 * Plugin Name: tokenfare
 * Description: [tokenfare model="gpt-5.4"]Your prompt[/tokenfare] shows what a prompt costs.
 * Requires at least: 6.5
 *
 * Copy dist/ into this plugin's folder as tokenfare/.
 */

defined('ABSPATH') || exit;

add_shortcode('tokenfare', function ($settings, $prompt = '') {
    wp_enqueue_script_module('tokenfare', plugins_url('tokenfare/tokenfare.js', __FILE__));
    $attributes = '';
    foreach ((array) $settings as $name => $value) {
        // WordPress gives what has no name a number.
        if (is_string($name) && preg_match('/^[a-z][a-z-]*$/', $name)) {
            $attributes .= sprintf(' %s="%s"', $name, esc_attr($value));
        }
    }
    return sprintf('<token-fare%s>%s</token-fare>', $attributes, esc_html(wp_strip_all_tags($prompt)));
});
